/** A place in a text; both parts are zero-based, `character` counts UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface LineIndex {
  /** The place of an offset; offsets outside the text are moved to its ends. */
  positionAt(offset: number): Position;
  /** The offset of a place; lines and characters outside the text are moved to its ends. */
  offsetAt(position: Position): number;
  readonly lineCount: number;
}

/**
 * Indexes lines as editors do: they end at `\n`, `\r\n` or a lone `\r`, and nowhere else. Lines of a script, which
 * ESLint counts, end at U+2028 and U+2029 too.
 */
export function createLineIndex(text: string, kind: 'editor' | 'script' = 'editor'): LineIndex {
  const starts = [0];
  for (let offset = 0; offset < text.length; offset++) {
    const unit = text.charCodeAt(offset);
    const isBreak = unit === 10 || (unit === 13 && text.charCodeAt(offset + 1) !== 10) || (kind === 'script' && (unit === 0x2028 || unit === 0x2029));
    if (isBreak) starts.push(offset + 1);
  }
  const startOf = (line: number): number => starts[line] ?? text.length;
  return {
    lineCount: starts.length,
    positionAt(offset) {
      const bounded = Math.max(0, Math.min(offset, text.length));
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (startOf(middle) <= bounded) low = middle;
        else high = middle - 1;
      }
      return { line: low, character: bounded - startOf(low) };
    },
    offsetAt({ line, character }) {
      if (line < 0) return 0;
      if (line >= starts.length) return text.length;
      return Math.min(startOf(line) + Math.max(0, character), startOf(line + 1));
    },
  };
}
