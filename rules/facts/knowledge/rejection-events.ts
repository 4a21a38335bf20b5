/** Events that tell of rejections nobody handled, and who sends them. */
export interface RejectionEvent {
  readonly name: string;
  readonly methods: readonly string[];
  /** The symbol or name of what sends it. */
  readonly receiver: RegExp;
  readonly source: string;
}

const node = 'https://nodejs.org/api/process.html';
const listening = ['on', 'once', 'addListener', 'prependListener'];

export const rejectionEvents: readonly RejectionEvent[] = [
  { name: 'unhandledRejection', methods: listening, receiver: /^(?::process|process:(?:default)?)$/, source: `${node}#event-unhandledrejection` },
  { name: 'uncaughtException', methods: listening, receiver: /^(?::process|process:(?:default)?)$/, source: `${node}#event-uncaughtexception` },
  {
    name: 'unhandledrejection',
    methods: ['addEventListener'],
    receiver: /^:(?:window|self|globalThis)?$/,
    source: 'https://developer.mozilla.org/en-US/docs/Web/API/Window/unhandledrejection_event',
  },
];

/**
 * Methods that take the one handler for what nobody handled.
 * Source: https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.set_exception_handler
 */
export const rejectionHandlers: ReadonlySet<string> = new Set(['set_exception_handler']);
