/* Packages that guides show and the repository does not install: as much of each as the fences use. */

declare module 'p-limit' {
  export type LimitFunction = <Arguments extends unknown[], Result>(
    task: (...args: Arguments) => Result | PromiseLike<Result>,
    ...args: Arguments
  ) => Promise<Result>;
  export default function pLimit(concurrency: number): LimitFunction;
}

declare module 'p-map' {
  export default function pMap<Element, Result>(
    input: Iterable<Element | PromiseLike<Element>>,
    mapper: (element: Element, index: number) => Result | PromiseLike<Result>,
    options?: { readonly concurrency?: number; readonly stopOnError?: boolean; readonly signal?: AbortSignal },
  ): Promise<Result[]>;
}

declare module 'express' {
  export interface Request {
    readonly params: Readonly<Record<string, string>>;
    readonly query: Readonly<Record<string, string>>;
    readonly body: unknown;
  }
  export interface Response {
    status(code: number): Response;
    send(body: unknown): Response;
    json(body: unknown): Response;
    end(): void;
  }
  export type Handler = (request: Request, response: Response, next: (error?: unknown) => void) => unknown;
  export interface Application {
    get(path: string, ...handlers: Handler[]): Application;
    post(path: string, ...handlers: Handler[]): Application;
    use(...handlers: Handler[]): Application;
    listen(port: number): unknown;
  }
  export default function express(): Application;
}

declare module 'pg' {
  export class Pool {
    constructor(options?: { connectionString?: string; max?: number });
    query(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>;
    connect(): Promise<PoolClient>;
    end(): Promise<void>;
  }
  export interface PoolClient {
    query(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>;
    release(): void;
  }
}
