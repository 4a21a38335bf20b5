/**
 * The shape of what is known about platforms and libraries. Knowledge is data: no code, and a source for every entry.
 *
 * A symbol path names an API independently of how a file imports it: `module:path`, where the module has no `node:`
 * prefix and is empty for globals. The path has no colon, so the last one ends the module (`bun:sqlite:Database`).
 * It is a name, followed by any number of
 *
 * - `.m`: a member of a module, a namespace, a class (its statics) or of a property that was reached already;
 * - `#m`: a member of an instance made by `new C()`, of a value whose type is written as `C`, or of the result of a call;
 * - `()`: the result of calling what stands before, awaited or not;
 * - `C#` with nothing behind it: such an instance itself, where it is called: `knex:Knex#()#insert`.
 *
 * The default export is `default`; a CommonJS module and its default export are the same, so `default.m` is written `m`.
 * `fs.promises.x` is written `fs/promises:x`. `new C()` counts as a call of the class symbol `C`.
 * Examples: `fs:readFileSync`, `:fetch`, `:Atomics.wait`, `better-sqlite3:default#prepare()#all`, `p-limit:default()`,
 * `undici:request()#body.json`, `@prisma/client:PrismaClient#*.*`.
 *
 * `*` stands for one or more characters of a single name: `PrismaClient#*.*` is any member of any member,
 * `vscode:workspace.onDid*` every event, `@aws-sdk/client-*:*#send` the `send` of every class of every client package.
 * An exact entry wins over a pattern, a longer pattern over a shorter one.
 */
export type SymbolPath = string;

interface Entry {
  readonly symbol: SymbolPath;
  /** Where this is documented. */
  readonly source: string;
  /** For a symbol that ends in `*`: the names it does not stand for. */
  readonly except?: readonly string[];
  /** For APIs of Node.js or Python that its oldest supported version lacks: the first version that has it, as `major.minor`. */
  readonly since?: string;
}

/**
 * A question about one argument of a call: the one at this position, or, where a language has keyword arguments, the one given by
 * this keyword. Where it can't be answered from the code, the answer is no.
 */
export type ArgumentTest =
  /** The argument, or a property of it, is this literal. */
  | { readonly argument: number; readonly keyword?: string; readonly property?: string; readonly equals: string | number | boolean | null }
  /** The argument, or a property of it, is a function or a number, whatever its value, or there is one at all. */
  | { readonly argument: number | 'last'; readonly keyword?: string; readonly property?: string; readonly is: 'function' | 'number' | 'given' };

/** A call that keeps the thread until it is done. */
export interface BlockingEntry extends Entry {
  /** What it does, to be read after the name of a function: "reads a file", "runs a process". */
  readonly does: string;
  /** Takes microseconds as a rule: `existsSync`, `statSync`. */
  readonly cheap?: true;
  /** It blocks only where this holds: an option makes it synchronous. */
  readonly onlyIf?: ArgumentTest;
  /** It does not block where one of these holds: an option or a callback makes it asynchronous. */
  readonly unless?: readonly ArgumentTest[];
  /**
   * An API with the same arguments that returns a promise of the same result, as a symbol path. Where it differs from
   * `symbol` only after the last `#`, it is another method of the same receiver.
   */
  readonly replacement?: SymbolPath;
  /** Where this holds, the replacement would do something else: `readFileSync(0)` takes a descriptor, `readFile` does not. */
  readonly replacementUnless?: ArgumentTest;
  /** What to do where no drop-in replacement exists, as an instruction: "use `execFile` through `util.promisify`". */
  readonly advice?: string;
}

/** A call that returns a promise (or coroutine). */
export interface TaskEntry extends Entry {
  /** It waits for something outside this process: network, disk, another process, a database. */
  readonly io: boolean;
  /** Its promise never rejects, except for a signal it was given. */
  readonly neverRejects?: true;
  /** Returns no promise where this holds: it was given a callback instead. */
  readonly unless?: ArgumentTest;
  /**
   * The result is a builder: calls chained on it build on, nothing happens until the last result is awaited, and
   * nothing can reject before. A builder given to something else (`$transaction([...])`) is started there.
   */
  readonly lazy?: true;
  /**
   * Runs over a fixed number of connections or workers: what exceeds it waits in this process. However many are started
   * at once, no more than that reach the other side.
   */
  readonly pooled?: true;
  /** Its documentation drops the promise as a matter of course: a message box, a test registered with a runner. */
  readonly discardable?: true;
}

/** A call that can be cancelled by an abort signal. */
export interface SignalEntry extends Entry {
  /**
   * The signal is this argument (zero-based) itself, or a property of this argument; `last` is an options object behind
   * any number of other arguments. A callback in the options' place comes after them: `exec(command, callback)`.
   */
  readonly argument: number | 'last';
  /** Where optional arguments before it may be left out, the first position the options object can have: `spawn('ls', {})`. */
  readonly earliest?: number;
  readonly as: 'value' | 'property';
  /** The property's name where it is not `signal`. */
  readonly property?: string;
  /** A string in place of the options object means this property: `readFile(path, 'utf8')` is `{ encoding: 'utf8' }`. */
  readonly shorthand?: string;
  /** The signal takes back a registration rather than cancelling work: `addEventListener`. */
  readonly unregisters?: true;
  /** It is over in the next turn of the event loop: there is hardly anything to cancel. */
  readonly brief?: true;
}

/** Something that bounds how many operations run at once. */
export interface LimiterEntry extends Entry {
  /**
   * `function`: takes a callback and runs it when there is room (`pLimit(4)` is `p-limit:default()`).
   * `wrapper`: takes a callback and returns a function that runs it when there is room (`throat(4, f)`).
   * `mapper`: runs its callback for many elements with a bound of its own (`pMap(xs, f, { concurrency })`).
   * `acquire`: waiting for it grants a permit (`semaphore.acquire()`); what follows in the same function is bounded.
   * `call`: the call itself waits its turn or joins a batch (`loader.load(id)`, `workers.run(task)`).
   * `any`: which of them is not said.
   */
  readonly form: 'function' | 'wrapper' | 'mapper' | 'acquire' | 'call' | 'any';
  /** For `function`, `wrapper` and `mapper`: which argument is the callback, or a collection of callbacks. */
  readonly callback?: number;
  /** Where it is told its bound; a limiter without is one by nature: a mutex, a series, a pool of its own. */
  readonly bound?: Bound;
  /** What makes it is given another limiter by this argument, and lets through what that does. */
  readonly wraps?: number;
}

/** Where a limiter is told how many may run at once. */
export interface Bound {
  /** The bound is this argument, or the property of it; where there is a property, a number in its place is the bound too. */
  readonly argument: number;
  /** The keyword it can be given by as well. */
  readonly keyword?: string;
  readonly property?: string;
  /** An argument of the call itself, or of the call or `new` that made the limiter it is a part of. */
  readonly of: 'call' | 'maker';
  /** The bound where none is given: without this, it must be given. */
  readonly fallback?: number;
}

/** A call whose result is a collection of bounded size: `chunk(xs, 10)`, `xs.slice(0, 10)`. */
export interface BoundedEntry extends Entry {
  /** `elements`: each element of the result is a bounded collection; `result`: the result itself is. */
  readonly bounds: 'elements' | 'result';
  /** Which argument is the size. */
  readonly size: number;
  /** The keyword it can be given by as well. */
  readonly keyword?: string;
  /** The size where that argument is left out. */
  readonly fallback?: number;
}

/** A slot that calls the function it is given from the event loop, possibly many times: a hot context. */
export interface CallbackEntry extends Entry {
  /**
   * Which arguments are callbacks, or lists of them: a position, `last`, or all of them; or `decorated`: the symbol is a
   * decorator, and the callback is the method it stands on.
   */
  readonly argument: number | 'last' | 'all' | 'decorated';
  /** The keyword the callback can be given by as well. */
  readonly keyword?: string;
  /** The callbacks are these properties of the argument; a name that ends in `*` stands for all that start so. */
  readonly properties?: readonly string[];
  readonly context: HotContext;
  /** Only where the first argument is one of these strings: event names. */
  readonly when?: readonly string[];
  /** The slot waits for the promise its callback returns, or handles its rejection; where this is missing, it drops it. */
  readonly awaits?: true | 'unknown';
  /** It does so where this holds: an option says who handles errors. */
  readonly awaitsIf?: ArgumentTest;
  /** It does so from this major version of the package on, and drops the promise before. */
  readonly awaitsSince?: number;
  /** Only asynchronous functions run on the event loop; others get a thread. */
  readonly onlyAsync?: true;
  /** Functions that are not asynchronous get a thread where this keyword argument of the decorator is true. */
  readonly threadKeyword?: string;
}

/**
 * A slot known by the name of the method alone, for receivers that nothing is known of: `app.get('/x', handler)`,
 * `source.on('data', listener)`. The signs it asks for are such that hardly anything else has them.
 */
export interface MemberCallbackEntry {
  /** The method's name. */
  readonly member: string;
  readonly argument: number | 'last' | 'all';
  /** The callbacks are these properties of the argument. */
  readonly properties?: readonly string[];
  readonly context: HotContext;
  /** What the first argument is: any event name in quotes, a path that starts with `/` or is `*`, or one of these strings. */
  readonly first?: 'event' | 'path' | readonly string[];
  /** The receiver is called one of these, or its name ends so in camel case: `usersRouter` for `router`. */
  readonly receivers?: readonly string[];
  /** What becomes of a promise the callback returns: handled, dropped, or, where this is missing, unknown. */
  readonly awaits?: boolean;
  readonly source: string;
}

export type HotContext =
  | 'request handler'
  | 'event listener'
  | 'stream callback'
  | 'timer callback'
  | 'socket callback'
  | 'completion callback'
  | 'queue consumer'
  | 'editor command'
  | 'user interface handler';

/** A call that acquires something that has to be given back. */
export interface ResourceEntry extends Entry {
  /** What it is, with its article: "a file handle". */
  readonly resource: string;
  /** Ways to give it back: any one of them does. */
  readonly releases: readonly Release[];
  /** Giving it back is a task that has to be awaited. */
  readonly releasedLater?: true;
  /** Where one of its own methods fails, there is nothing left to give back. */
  readonly diesOfErrors?: true;
  /** Methods of its own by which it is only got ready: where one of them fails, there is hardly anything to give back. */
  readonly begins?: readonly string[];
  /** The call gives it at once, with nothing to wait for: `open(path).read()` leaves it to nobody. */
  readonly atOnce?: true;
  /** It opens what it is called on, and lasts as long as that. */
  readonly opens?: true;
  /** What a block gives back by itself that enters the call, or what that is called on; or a declaration that is made for it. */
  readonly block?: 'call' | 'receiver' | 'declaration';
}

/**
 * `result`: one of these methods of what was acquired; `receiver`: of what it was acquired from, whatever it is given;
 * `function`: one of these symbols, given what was acquired; `itself`: what was acquired is a function that gives it back.
 */
export type Release =
  | { readonly by: 'result' | 'receiver'; readonly methods: readonly string[] }
  | { readonly by: 'function'; readonly symbols: readonly SymbolPath[] }
  | { readonly by: 'itself' };

/** What is meant to be made once and used by all: it keeps connections, threads or processes of its own. */
export interface ClientEntry {
  /** The class, or the function that makes one. */
  readonly symbol: SymbolPath;
  /** What it is, with its article: "a connection pool". */
  readonly client: string;
  /** What each of them keeps for itself: "connections". */
  readonly keeps: string;
  readonly source: string;
}

export interface Knowledge {
  readonly blocking: readonly BlockingEntry[];
  readonly tasks: readonly TaskEntry[];
  readonly signals: readonly SignalEntry[];
  readonly limiters: readonly LimiterEntry[];
  readonly bounded: readonly BoundedEntry[];
  readonly callbacks: readonly CallbackEntry[];
  readonly memberCallbacks: readonly MemberCallbackEntry[];
  readonly resources: readonly ResourceEntry[];
}
