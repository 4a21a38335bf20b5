const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' };

/** Makes a text fit for XML 1.0, in attributes and between tags. What XML has no way to write becomes U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(/\p{Surrogate}|[^\t\n\r\u{20}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll(/[&<>"\t\n\r]/g, (character) => entities[character] ?? character);
}

/** A tag with these attributes, those without a value left out: `<file name="a.ts"`. The end of the tag is the caller's. */
export function openXml(name: string, attributes: Readonly<Record<string, string | number | undefined>>): string {
  const list = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escapeXml(String(value))}"`]));
  return `<${name}${list.join('')}`;
}
