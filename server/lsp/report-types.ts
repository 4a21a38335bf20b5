import type { CompilerState } from '../project/typed-checks/typed-messages.ts';
import type { TypedChecker } from '../project/typed-checks/typed-checker.ts';
import type { Log } from './log.ts';
import type { StatusReporter } from './status.ts';

/** Tells in the status and the log who answers questions about types, and why. */
export function reportTypes(types: Pick<TypedChecker, 'listen'>, status: StatusReporter, log: Log): void {
  const notes: string[] = [];
  let state: CompilerState | undefined;
  const update = (): void => {
    if (state !== undefined) status.update({ typeOracle: nameOracle(state), typeReason: [explain(state), ...notes.slice(-1)].join(' ') });
  };
  types.listen({
    onState(next) {
      state = next;
      if (next.kind === 'running') log.info(explain(next));
      else log.warn(explain(next));
      update();
    },
    onNote(message) {
      notes.push(message);
      log.warn(message);
      update();
    },
    onTrouble: (message) => { log.error(message.trimEnd()); },
  });
}

function nameOracle(state: CompilerState): string {
  return state.kind === 'running' ? `TypeScript ${state.version.replace(/-.*/, '')}` : 'inference';
}

function explain(state: CompilerState): string {
  switch (state.kind) {
    case 'running':
      return `TypeScript's native compiler ${state.version} answers questions about types.`;
    case 'missing':
      return "TypeScript's native compiler is not installed for this platform, so types are inferred from imports, declarations and annotations.";
    case 'failed':
      return "TypeScript's native compiler failed, so types are inferred from imports, declarations and annotations. Restart the server to try again.";
  }
}
