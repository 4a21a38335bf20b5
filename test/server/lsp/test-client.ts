import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { StreamMessageReader, StreamMessageWriter, type NotificationMessage, type RequestMessage, type ResponseMessage } from 'vscode-languageserver-protocol/node';
import type { CheckedProject } from '../../../server/lsp/analysis.ts';
import { createLanguageServer } from '../../../server/lsp/language-server.ts';
import { createLog } from '../../../server/lsp/log.ts';
import { createMessageStreamReader } from '../../../server/lsp/message-stream-reader.ts';
import type { TypedChecker } from '../../../server/project/typed-checks/typed-checker.ts';
import { createSourceHost } from '../../../server/project/source-host.ts';
import { sampleGuides } from '../sample-guides.ts';

export interface Failure {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

/** A client that keeps all that the server sends, so that a test can prove that it has looked at everything. */
export interface TestClient {
  /** Sends a request; resolves with its result. Rejects with the error's code and message. */
  request<T = unknown>(method: string, params?: unknown): Promise<T>;
  /** Sends a request that can be cancelled. */
  send<T = unknown>(method: string, params?: unknown): { readonly id: number; readonly answer: Promise<T> };
  notify(method: string, params?: unknown): void;
  /** Writes bytes as they are. */
  write(bytes: string): void;
  /** The parameters of the next notification of this kind that nobody has looked at. */
  next<T = unknown>(method: string): Promise<T>;
  /** What a request of the server is answered with; without it, such a request counts as unclaimed. */
  onRequest(method: string, answer: (params: never) => unknown): void;
  /** Says `initialize` and `initialized`. */
  initialize(capabilities?: object, more?: object): Promise<{ readonly capabilities: Readonly<Record<string, unknown>> }>;
  /** Opens a document. */
  open(uri: string, text: string, more?: object): void;
  change(uri: string, version: number, ...contentChanges: readonly object[]): void;
  /** Ends the session in order, and asserts that every message has been looked at. */
  end(): Promise<void>;
  /** Closes the stream to the server. */
  hangUp(): void;
  /** Resolves with the code the server ends with. */
  readonly exit: Promise<number>;
  /** What the server logged, to the client or to standard error. */
  readonly logs: readonly string[];
}

class ResponseFailure extends Error implements Failure {
  readonly code: number;
  readonly data: unknown;

  constructor({ code, message, data }: Failure) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

interface Waiter {
  readonly method: string;
  resolve(params: unknown): void;
}

/** Starts a server inside this process, and a client that talks to it over streams. */
export function startTestClient(project: CheckedProject, claimed: readonly string[] = ['window/logMessage'], types?: TypedChecker): TestClient {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const writer = new StreamMessageWriter(toServer);
  const logs: string[] = [];
  const unclaimed: NotificationMessage[] = [];
  const problems: string[] = [];
  const waiters: Waiter[] = [];
  const answers = new Map<string, (params: never) => unknown>();
  const pending = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  let lastId = 0;

  const exit = new Promise<number>((resolve) => {
    createLanguageServer({
      reader: createMessageStreamReader(toServer),
      writer: new StreamMessageWriter(toClient),
      project,
      ...(types === undefined ? {} : { types }),
      host: createSourceHost(),
      guides: sampleGuides,
      version: '1.2.3',
      log: createLog((line) => { logs.push(line); }),
      onClientProcess: () => undefined,
      onEnd: resolve,
    });
  });

  const write = (message: object): void => { void writer.write({ jsonrpc: '2.0', ...message }); };

  const onResponse = ({ id, result, error }: ResponseMessage): void => {
    const waiting = pending.get(Number(id));
    pending.delete(Number(id));
    if (!waiting) problems.push(`answer to nothing: ${String(id)}`);
    else if (error) waiting.reject(new ResponseFailure(error));
    else waiting.resolve(result as never);
  };
  const onRequest = ({ id, method, params }: RequestMessage): void => {
    const answer = answers.get(method);
    if (!answer) problems.push(`unclaimed request: ${method}`);
    try {
      write(answer ? { id, result: answer(params as never) ?? null } : { id, error: { code: -32601, message: `no ${method} here` } });
    } catch (error) {
      write({ id, error: { code: -32603, message: String(error) } });
    }
  };
  const onNotification = (message: NotificationMessage): void => {
    if (message.method === 'window/logMessage') logs.push((message.params as unknown as { readonly message: string }).message);
    const waiter = waiters.find(({ method }) => method === message.method);
    if (waiter) {
      waiters.splice(waiters.indexOf(waiter), 1);
      waiter.resolve(message.params);
    } else if (!claimed.includes(message.method)) unclaimed.push(message);
  };
  new StreamMessageReader(toClient).listen((message) => {
    if (!('method' in message)) onResponse(message as ResponseMessage);
    else if ('id' in message) onRequest(message as RequestMessage);
    else onNotification(message as NotificationMessage);
  });

  const send: TestClient['send'] = (method, params) => {
    const id = ++lastId;
    const answer = new Promise<never>((resolve, reject) => { pending.set(id, { resolve, reject }); });
    write({ id, method, params });
    return { id, answer };
  };
  const notify: TestClient['notify'] = (method, params) => { write({ method, params }); };

  return {
    send,
    request: (method, params) => send<never>(method, params).answer,
    notify,
    write: (bytes) => { toServer.write(bytes); },
    next<T>(method: string) {
      const index = unclaimed.findIndex((message) => message.method === method);
      if (index >= 0) return Promise.resolve(unclaimed.splice(index, 1)[0]?.params as T);
      return new Promise<T>((resolve) => { waiters.push({ method, resolve: resolve }); });
    },
    onRequest: (method, answer) => { answers.set(method, answer); },
    async initialize(capabilities = {}, more = {}) {
      const result = await send<never>('initialize', { processId: null, rootUri: null, capabilities, ...more }).answer;
      notify('initialized', {});
      return result;
    },
    open: (uri, text, more = {}) => { notify('textDocument/didOpen', { textDocument: { uri, languageId: 'typescript', version: 0, text, ...more } }); },
    change: (uri, version, ...contentChanges) => { notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges }); },
    async end() {
      await send('shutdown').answer;
      notify('exit');
      assert.equal(await exit, 0);
      assert.deepEqual({ unclaimed, problems, waiting: waiters.map(({ method }) => method) }, { unclaimed: [], problems: [], waiting: [] });
    },
    hangUp: () => { toServer.end(); },
    exit,
    logs,
  };
}
