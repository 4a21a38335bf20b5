/** Runs an action once nothing has asked for it for a while. */
export interface QuietTimer {
  /** Asks for a run after so many milliseconds, in place of one asked for earlier. A run under way is aborted. */
  schedule(delay: number): void;
  dispose(): void;
}

/** Only one run is under way at a time; `onFailure` is told about those that reject. */
export function createQuietTimer(action: (signal: AbortSignal) => Promise<void>, onFailure: (error: unknown) => void): QuietTimer {
  let timer: NodeJS.Timeout | undefined;
  let current = new AbortController();
  let running = Promise.resolve();

  const run = (): void => {
    const { signal } = current;
    running = running.then(() => (signal.aborted ? undefined : action(signal))).catch(onFailure);
  };
  const stop = (): void => {
    clearTimeout(timer);
    current.abort();
  };
  return {
    schedule(delay) {
      stop();
      current = new AbortController();
      timer = setTimeout(run, delay);
    },
    dispose: stop,
  };
}
