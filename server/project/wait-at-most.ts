/** Resolves when the work is done, or after so many milliseconds. Rejects if the work does before. */
export async function waitAtMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => { timer = setTimeout(resolve, milliseconds); });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
