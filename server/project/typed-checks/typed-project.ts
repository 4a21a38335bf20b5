import { dirname } from 'node:path';
import { createProject, type FileModel, type TypeOracle } from 'eslint-plugin-asynclint/engine';
import { createSourceHost } from '../source-host.ts';
import type { NativeApi } from '../native-types/native-api.ts';
import { createNativeTypes, type NativeTypes } from '../native-types/native-types.ts';
import type { FileChange } from '../native-types/pending-changes.ts';
import { recallUnchanged, recordTypes, type RecordedTypes } from '../native-types/recorded-types.ts';
import type { CompilerState, TypedCheck, TypedReply, TypedReport } from './typed-messages.ts';

/** The files that a thread with types checks. */
export interface TypedProject {
  /** The text takes effect with the next check, or `prepare`; one that was superseded before never does. */
  setText(path: string, text: string | undefined): void;
  /** Reads what is new, and has the compiler read it, so that a check finds all ready. */
  prepare(): void;
  filesChanged(changes: readonly FileChange[]): void;
  /** Undefined where files have changed since this was asked, or there are no types. */
  check(request: TypedCheck): TypedReport | undefined;
  close(): void;
}

/** What the check under way has answered until now. */
interface Recording {
  readonly recorded: RecordedTypes;
  readonly hasRecalled: () => boolean;
}

export function createTypedProject(native: NativeApi | undefined, changes: Int32Array, reply: (message: TypedReply) => void): TypedProject {
  const unread = new Map<string, string | undefined>();
  const texts = new Map<string, string>();
  const records = new Map<string, RecordedTypes>();
  let asked = 0;
  let types: NativeTypes | undefined;
  let known: RecordedTypes | undefined;
  let recording: Recording | undefined;
  let told: CompilerState['kind'] | undefined;
  const isOutdated = (): boolean => Atomics.load(changes, 0) !== asked;

  const project = createProject({
    host: createSourceHost(),
    isSuperseded: isOutdated,
    types: (file, inference) => (types === undefined ? inference : record(file, oracleOf(types, file, inference))),
  });

  function oracleOf({ oracleFor }: NativeTypes, file: FileModel, inference: TypeOracle): { readonly oracle: TypeOracle; readonly hasRecalled: () => boolean } {
    if (known === undefined) return { oracle: oracleFor(file, inference), hasRecalled: () => false };
    return recallUnchanged(known, file, (isChanged) => oracleFor(file, inference, isChanged));
  }

  function record(file: FileModel, { oracle, hasRecalled }: ReturnType<typeof oracleOf>): TypeOracle {
    const recorded = recordTypes(oracle, file);
    recording = { recorded: recorded.recorded, hasRecalled };
    return recorded.oracle;
  }

  const tell = (state: CompilerState): void => {
    if (told !== state.kind) reply({ kind: 'compiler', state });
    told = state.kind;
  };
  const start = (api: NativeApi, path: string): NativeTypes =>
    createNativeTypes(api, { directory: dirname(path), files: [path], texts, isCancelled: isOutdated, note: (message) => { reply({ kind: 'note', message }); } });

  function take(path: string, text: string | undefined): void {
    if (text === undefined) {
      texts.delete(path);
      records.delete(path);
      project.closeText(path);
    } else {
      texts.set(path, text);
      project.setText(path, text);
    }
    types?.setText(path, text);
  }

  function catchUp(): void {
    for (const [path, text] of unread) take(path, text);
    unread.clear();
  }

  function takeRecording(): Recording | undefined {
    const taken = recording;
    recording = undefined;
    return taken;
  }

  /** What was answered goes on record, for as long as the file is open. Of a text that is too broken to ask about, nothing is. */
  function keep(path: string, recorded: RecordedTypes | undefined): RecordedTypes {
    const before = records.get(path);
    if (recorded === undefined && before !== undefined) return before;
    const kept: RecordedTypes = { source: recorded?.source ?? 'inference', text: recorded?.text ?? '', answers: recorded?.answers ?? new Map() };
    if (kept.source === 'types' && texts.has(path)) records.set(path, kept);
    else records.delete(path);
    return kept;
  }

  return {
    prepare() {
      asked = Atomics.load(changes, 0);
      const paths = [...unread.keys()];
      catchUp();
      for (const path of paths) if (records.has(path) && !isOutdated()) types?.prepare(path);
    },
    setText: (path, text) => { unread.set(path, text); },
    filesChanged(changed) {
      catchUp();
      for (const { path } of changed) project.invalidate(path);
      types?.filesChanged(changed);
    },
    check({ path, settings, part, changes: before }) {
      asked = before;
      if (native === undefined || isOutdated()) return undefined;
      catchUp();
      known = part === 'changed' ? records.get(path) : undefined;
      if (part === 'changed' && known === undefined) return undefined;
      types ??= start(native, path);
      const report = project.check(path, settings);
      const answered = takeRecording();
      if (!texts.has(path)) types.setText(path, undefined);
      if (!types.isRunning()) tell({ kind: 'failed' });
      else if (answered?.recorded.source === 'types') tell({ kind: 'running', version: native.version });
      if (isOutdated() || !types.isRunning()) return undefined;
      return { report, isWhole: answered?.hasRecalled() !== true, types: keep(path, answered?.recorded) };
    },
    close: () => types?.close(),
  };
}
