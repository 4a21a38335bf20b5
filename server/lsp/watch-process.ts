/**
 * Watches a process and tells once when it is gone. A process that can't be seen from the start is not watched: it
 * lives in another container, or on another machine.
 */
export function watchProcess(id: number, onGone: () => void, interval = 1000): void {
  if (!isAlive(id)) return;
  const timer = setInterval(() => {
    if (isAlive(id)) return;
    clearInterval(timer);
    onGone();
  }, interval);
  timer.unref();
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
