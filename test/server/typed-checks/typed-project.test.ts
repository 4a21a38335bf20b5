import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Finding } from '../../../rules/engine/api.ts';
import { compareTexts } from '../../../server/project/native-types/text-change.ts';
import type { TypedPart, TypedReport } from '../../../server/project/typed-checks/typed-messages.ts';
import { createTypedProject, type TypedProject } from '../../../server/project/typed-checks/typed-project.ts';
import { createRandom, pick } from '../cache/random-edits.ts';
import { makeFolder } from '../make-folder.ts';
import { watchCompiler, type WatchedCompiler } from './watched-compiler.ts';

const settings = { preset: 'recommended', rules: {} } as const;

/** Only the compiler follows promises out of declarations like these. */
const shop = [
  'export interface Store { save(n: number): Promise<void>; count(): number }',
  'export interface Shop { readonly store: Store }',
  'export const load = async (n: number) => n;',
  'export declare function group(name: string, tell: () => void): void;',
  'export declare function lead<T>(tell: () => T): T;',
  '',
].join('\n');

const makeShop = (): string => makeFolder({ 'tsconfig.json': '{ "compilerOptions": { "strict": true } }', 'shop.ts': shop, 'use.ts': '' });

const head = "import { group, lead, load, type Shop } from './shop.js';\ndeclare const { store }: Shop;\n";

/** Functions that are written inside others, as tests are, and such as stand by themselves. */
function manyFunctions(count: number): string {
  const own = Array.from({ length: count }, (_, n) => `export async function f${String(n)}() {\n  store.count();\n  await store.save(${String(n)});\n  store.save(${String(n)});\n}\n`);
  const nested = Array.from({ length: count }, (_, n) => `  group('g${String(n)}', async () => {\n    store.count();\n    await load(${String(n)});\n    load(${String(n)});\n  });\n`);
  return `${head}${own.join('')}group('all', () => {\n${nested.join('')}});\n`;
}

/** A project of one file that is edited, as the thread with types has it. */
class Editing {
  readonly changes = new Int32Array(1);
  readonly compiler: WatchedCompiler;
  readonly path: string;
  readonly project: TypedProject;

  constructor(compiler: WatchedCompiler, text: string, folder = makeShop()) {
    this.compiler = compiler;
    this.path = join(folder, 'use.ts');
    this.project = createTypedProject(compiler.native, this.changes, (message) => { if (message.kind === 'note') assert.fail(message.message); });
    opened.push(this.project);
    this.type(text);
  }

  type(text: string | undefined): void {
    this.changes[0]!++;
    this.project.setText(this.path, text);
  }

  check(part: TypedPart): TypedReport | undefined {
    this.compiler.rounds.length = 0;
    return this.project.check({ kind: 'check', id: 1, path: this.path, settings, part, changes: this.changes[0]! });
  }

  /** How many places the last check asked about. */
  asked(): number {
    return this.compiler.rounds.flat().reduce((sum, { params }) => sum + (params.positions?.length ?? 0) + (params.locations?.length ?? 0), 0);
  }
}

const opened: TypedProject[] = [];

describe('checks of files that are edited', () => {
  // Also after a failure: a compiler that runs on keeps the tests from ending.
  afterEach(() => {
    for (const project of opened.splice(0)) project.close();
  });

  it('ask at first about the function that has changed, and no others', async () => {
    const text = manyFunctions(60);
    const editing = new Editing(await watchCompiler(), text);
    const before = lines(text, editing.check('whole'));
    const all = editing.asked();
    assert.equal(before.length, 120);
    for (const [insert, at] of [['  load(1);\n', '  await store.save(30);\n'], ['    store.save(1);\n', '    await load(30);\n']] as const) {
      const edited = text.replace(at, insert + at);
      const added = edited.slice(0, edited.indexOf(insert)).split('\n').length;
      editing.type(edited);
      const quick = editing.check('changed');
      assert.ok(editing.asked() * 3 < all, `${String(editing.asked())} of ${String(all)} places`);
      const expected = [...before.map((line) => (line < added ? line : line + 1)), added].sort((a, b) => a - b);
      assert.deepEqual(lines(edited, quick), expected);
      const whole = editing.check('whole');
      assert.deepEqual(whole?.report, quick?.report);
      assert.equal(quick?.isWhole, false);
      assert.equal(whole?.isWhole, true);
      editing.type(text);
      assert.deepEqual(lines(text, editing.check('whole')), before);
    }
  });

  it('leave what is far away as it was, until the whole is asked', async () => {
    const text = `${head}export const helper = () => store.count();\nexport function one() {\n  helper();\n}\n`;
    const edited = text.replace('store.count()', 'store.save(1)');
    const editing = new Editing(await watchCompiler(), text);
    assert.deepEqual(lines(text, editing.check('whole')), []);
    editing.type(edited);
    assert.deepEqual(lines(edited, editing.check('changed')), []);
    assert.deepEqual(lines(edited, editing.check('whole')), [5]);
    editing.type(text);
    assert.deepEqual(lines(text, editing.check('changed')), [5]);
    assert.deepEqual(lines(text, editing.check('whole')), []);
  });

  it('see what a function around the edit makes of it', async () => {
    const text = `${head}export function one() {\n  lead(() => {\n    return store.count();\n  });\n}\n`;
    const edited = text.replace('store.count()', 'store.save(1)');
    const editing = new Editing(await watchCompiler(), text);
    assert.deepEqual(lines(text, editing.check('whole')), []);
    editing.type(edited);
    assert.deepEqual(lines(edited, editing.check('changed')), [4]);
  });

  it('end in what a fresh check finds, whatever is edited, and change nothing elsewhere before', async () => {
    const random = createRandom(11);
    const folder = makeShop();
    const compiler = await watchCompiler();
    let text = manyFunctions(4);
    let editing = new Editing(compiler, text, folder);
    let before = editing.check('whole');
    for (let edit = 0; edit < 24; edit++) {
      const edited = editOnce(text, random);
      editing.type(edited);
      const quick = edited === text ? before : editing.check('changed');
      const whole = editing.check('whole');
      const fresh = new Editing(compiler, edited, folder);
      assert.deepEqual(whole?.report, fresh.check('whole')?.report, edited);
      fresh.project.close();
      assert.deepEqual(elsewhere(text, edited, quick?.report.findings ?? []), elsewhere(text, edited, before?.report.findings ?? [], true), edited);
      assert.deepEqual(inside(text, edited, quick?.report.findings ?? []), inside(text, edited, whole?.report.findings ?? []), edited);
      text = edited;
      before = whole;
      if (edit % 8 === 7) {
        editing.project.close();
        editing = new Editing(compiler, text, folder);
        before = editing.check('whole');
      }
    }
  });

  it('are given up between pieces once there is a newer text', async () => {
    const text = manyFunctions(200);
    const compiler = await watchCompiler();
    const editing = new Editing(compiler, text);
    const before = editing.check('whole');
    const rounds = compiler.rounds.length;
    for (const round of compiler.rounds) for (const { params } of round) assert.ok((params.positions?.length ?? 0) <= 64 && (params.locations?.length ?? 0) <= 64);
    for (const stopAfter of [1, 3]) {
      editing.type(`${text}// ${String(stopAfter)}\n`);
      compiler.onRound = () => { if (compiler.rounds.length === stopAfter) editing.changes[0]!++; };
      assert.equal(editing.check('whole'), undefined);
      assert.equal(compiler.rounds.length, stopAfter);
      assert.ok(stopAfter < rounds);
    }
    compiler.onRound = () => undefined;
    editing.type(text);
    assert.deepEqual(editing.check('whole')?.report, before?.report);
  });

  it('read no text that was superseded before anybody asked', async () => {
    const compiler = await watchCompiler();
    const editing = new Editing(compiler, manyFunctions(1));
    editing.check('whole');
    const laid = compiler.laid.length;
    for (const n of [1, 2, 3]) editing.type(`${head}// ${String(n)}\n`);
    editing.project.prepare();
    editing.check('changed');
    editing.check('whole');
    assert.deepEqual(compiler.laid.slice(laid), [`${head}// 3\n`]);
  });

  it('take no syntax tree to know that the compiler has read the text', async () => {
    const compiler = await watchCompiler();
    const text = `${head}export async function one() {\n  store.save(1);\n}\n`;
    const editing = new Editing(compiler, text);
    editing.check('whole');
    const trees = compiler.trees();
    for (const n of [1, 2, 3]) {
      editing.type(`${text}// ${String(n)}\n`);
      assert.equal(lines(text, editing.check('whole')).length, 1);
    }
    assert.equal(compiler.trees(), trees);
  });

  it('keep one snapshot, and no record of files that are closed', async () => {
    const compiler = await watchCompiler();
    const text = manyFunctions(2);
    const editing = new Editing(compiler, text);
    assert.equal(editing.check('changed'), undefined);
    editing.check('whole');
    for (let edit = 0; edit < 100; edit++) {
      editing.type(text.replace('store.count();', `store.count(); // ${String(edit)}`));
      editing.project.prepare();
      assert.equal(editing.check('changed')?.report.findings.length, 4);
      if (edit % 3 === 0) assert.equal(editing.check('whole')?.report.findings.length, 4);
      assert.equal(compiler.alive(), 1);
    }
    editing.type(undefined);
    editing.type(text);
    assert.ok(editing.check('whole'));
    editing.type(undefined);
    editing.project.prepare();
    editing.type(`${text}// more\n`);
    assert.equal(editing.check('changed'), undefined);
  });
});

function lines(text: string, checked: TypedReport | undefined): number[] {
  assert.ok(checked);
  return checked.report.findings.map(({ span }) => text.slice(0, span.start).split('\n').length);
}

/** The functions of these texts begin and end in lines of their own. */
function functionsOf(text: string): { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(/^( *)(?:export async function|group\('g).*\n(?:\1 .*\n)*\1\}.*\n/gm)].map(({ index, 0: { length } }) => ({ start: index, end: index + length }));
}

/** Where promises float in functions of the newer text that an edit has left alone; of callbacks more than types tells what becomes of them. */
function elsewhere(before: string, after: string, findings: readonly Finding[], isBefore = false): number[] {
  const { stretch, shiftOf } = compareTexts(before, after);
  return functionsOf(after).flatMap(({ start, end }) => {
    const shift = shiftOf(start);
    if (stretch.start <= end && start <= stretch.end) return [];
    const moved = isBefore ? (shift ?? 0) : 0;
    const own = findings.filter(({ ruleId, span }) => ruleId === 'no-floating-task' && start <= span.start + moved && span.end + moved <= end);
    return own.map(({ span }) => span.start + moved);
  });
}

/** What is found in functions that an edit is inside of. */
function inside(before: string, after: string, findings: readonly Finding[]): string[] {
  const { stretch } = compareTexts(before, after);
  return functionsOf(after).flatMap(({ start, end }) =>
    start < stretch.start && stretch.end < end ? findings.filter(({ span }) => start <= span.start && span.end <= end).map(({ ruleId, span }) => `${ruleId} ${String(span.start)}`) : [],
  );
}

const statements = ['store.save(7);', 'await store.save(7);', 'load(7);', 'await load(7);', 'store.count();', 'const kept = load(8);', 'lead(() => store.save(7));', 'if (await load(1)) store.save(9);'];

/** Types a line, takes one away, or edits what is outside of all functions. */
function editOnce(text: string, random: () => number): string {
  const all = text.split('\n');
  const bodies = all.flatMap((line, index) => (/^ *(?:store\.|await |load\(|const |lead\(|if )/.test(line) ? [index] : []));
  const at = pick(random, bodies);
  const indent = /^ */.exec(all[at] ?? '')?.[0] ?? '';
  const kind = random();
  if (kind < 0.55) all.splice(at, 0, indent + pick(random, statements));
  else if (kind < 0.7) all[at] = indent + pick(random, statements);
  else if (kind < 0.8) all.splice(at, 1);
  else if (kind < 0.9) all.splice(1, 0, pick(random, ['// a remark', 'store.save(0);', 'export const more = () => load(3);']));
  else if (kind < 0.95) return text.replace(/load,|load as unused,/, (name) => (name === 'load,' ? 'load as unused,' : 'load,'));
  else all.splice(2, 0, 'export async function again() {', '  load(4);', '}');
  return all.join('\n');
}
