import type { Terminal } from './terminal.ts';

export interface Progress {
  show(text: string): void;
  clear(): void;
}

const patience = 500;

/** A progress line for runs that take longer than people like to look at nothing, in milliseconds from now. */
export function createProgress(terminal: Terminal): Progress {
  const start = performance.now();
  return {
    show(text) {
      if (performance.now() - start >= patience) terminal.progress(text);
    },
    clear() {
      terminal.progress('');
    },
  };
}
