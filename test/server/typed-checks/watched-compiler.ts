import { loadNativeApi, type API, type NativeApi, type Snapshot } from '../../../server/project/native-types/native-api.ts';

/** One request, of those that travel in a round trip. */
export interface AskedRequest {
  readonly method: string;
  readonly params: { readonly positions?: readonly number[]; readonly locations?: readonly string[] };
}

/** The native compiler, and what it was made to do. */
export interface WatchedCompiler {
  readonly native: NativeApi;
  /** The requests of each round trip with questions. */
  readonly rounds: (readonly AskedRequest[])[];
  /** How many syntax trees were fetched. */
  readonly trees: () => number;
  /** The texts that were laid over files, in order. */
  readonly laid: readonly string[];
  /** How many snapshots are not disposed of. */
  readonly alive: () => number;
  /** Is called before each round trip. */
  onRound: () => void;
}

interface Channel {
  requestSync(method: string, payload: string): unknown;
  requestBinarySync(method: string, payload: Uint8Array): unknown;
}

export async function watchCompiler(): Promise<WatchedCompiler> {
  const native = await loadNativeApi();
  if (native === undefined) throw new Error('The native compiler is not installed');
  const snapshots: Snapshot[] = [];
  const laid: string[] = [];
  let trees = 0;
  const keep = (snapshot: Snapshot): Snapshot => {
    snapshots.push(snapshot);
    const update = snapshot.update.bind(snapshot) as (changes: object) => Snapshot;
    return Object.defineProperty<Snapshot>(snapshot, 'update', { value: (changes: object) => keep(update(changes)) });
  };
  const start: NativeApi['start'] = (directory) => {
    const api: API = native.start(directory);
    const create = api.createSnapshot.bind(api) as (changes: object) => Snapshot;
    const { channel } = Reflect.get(api, 'client') as { readonly channel: Channel };
    const sync = channel.requestSync.bind(channel);
    const binary = channel.requestBinarySync.bind(channel);
    channel.requestSync = (method, payload) => {
      if (method === 'batchRequests') {
        watched.rounds.push((JSON.parse(payload) as { readonly requests: AskedRequest[] }).requests);
        watched.onRound();
      }
      return sync(method, payload);
    };
    channel.requestBinarySync = (method, payload) => {
      if (method === 'getSourceFile') trees++;
      return binary(method, payload);
    };
    return Object.defineProperty<API>(api, 'createSnapshot', { value: (changes: object) => keep(create(changes)) });
  };
  const createFileSystemLayer: NativeApi['createFileSystemLayer'] = (files, ...rest) => {
    laid.push(...[...files].map(([, text]) => text));
    return native.createFileSystemLayer(files, ...rest);
  };
  const watched: WatchedCompiler = {
    native: { ...native, start, createFileSystemLayer },
    rounds: [],
    trees: () => trees,
    laid,
    alive: () => snapshots.filter((snapshot) => !snapshot.isDisposed()).length,
    onRound: () => undefined,
  };
  return watched;
}
