/**
 * How classes say that their objects are to be given up when a block is left.
 * Sources: https://github.com/tc39/proposal-explicit-resource-management, https://docs.python.org/3/reference/datamodel.html#context-managers
 */
export interface Disposal {
  /** The method that runs when the block is left. */
  readonly leave: string;
  /** The method that runs when it is entered, where there is one. */
  readonly enter: string | undefined;
  /** Leaving has to be waited for. */
  readonly releasedLater: boolean;
}

export const disposals: readonly Disposal[] = [
  { leave: '[Symbol.asyncDispose]', enter: undefined, releasedLater: true },
  { leave: '[Symbol.dispose]', enter: undefined, releasedLater: false },
  { leave: '__aexit__', enter: '__aenter__', releasedLater: true },
  { leave: '__exit__', enter: '__enter__', releasedLater: false },
];

/** Names of methods that end what an object is for. */
export const closingNames = /^[_#]*(?:a?close|dispose|destroy|stop|shut_?down|disconnect|release|terminate|end|quit|free|clean_?up|unlock|kill|tear_?down)(?:[A-Z_]\w*)?$/;
