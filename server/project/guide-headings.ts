/** A heading of a Markdown text. */
export interface Heading {
  readonly text: string;
  /** The anchor GitHub and VS Code give the heading. */
  readonly slug: string;
  /** 1 for a title, 2 for a section, and so on. */
  readonly level: number;
  /** Zero-based line of the heading. */
  readonly line: number;
}

/** Finds the headings of a Markdown text, in order; lines inside code fences are none. */
export function findHeadings(markdown: string): Heading[] {
  const headings: Heading[] = [];
  const uses = new Map<string, number>();
  let fence: string | undefined;
  for (const [line, content] of markdown.split(/\r\n|\r|\n/).entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(content)?.[1];
    if (fence === undefined ? mark !== undefined : mark?.startsWith(fence)) fence = fence === undefined ? mark : undefined;
    const [, hashes, text] = (fence === undefined && /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$/.exec(content)) || [];
    if (hashes === undefined || text === undefined) continue;
    headings.push({ text: text.replaceAll('`', ''), slug: uniqueSlug(text, uses), level: hashes.length, line });
  }
  return headings;
}

function uniqueSlug(text: string, uses: Map<string, number>): string {
  const slug = text
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Mark}\p{Number}\p{Connector_Punctuation} -]/gu, '')
    .replaceAll(' ', '-');
  const count = uses.get(slug) ?? 0;
  uses.set(slug, count + 1);
  return count === 0 ? slug : `${slug}-${String(count)}`;
}
