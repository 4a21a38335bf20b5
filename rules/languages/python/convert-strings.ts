import type * as ast from './ast.ts';
import { convertExpression } from './convert-expressions.ts';
import { pyright } from './load-pyright.ts';
import { type PyExpression, type PyFormatString, type PyString, type Ranged, type TextToken, type Token, stringFlags, tokens as kinds } from './pyright-tree.ts';
import { type Source, endOf, spanWithin, tokenIndexAt } from './spans.ts';

type Part = ast.Constant | ast.FormattedValue;

/** Adjacent strings are one expression. @param node the expression, in parentheses perhaps */
export function convertStrings(source: Source, node: Ranged, strings: readonly (PyString | PyFormatString)[]): ast.Constant | ast.JoinedStr | ast.TemplateStr {
  const span = spanWithin(source, node);
  const [only] = strings;
  if (only?.nodeType === 49 && strings.length === 1) {
    const { token, value } = only.d;
    return { type: 'Constant', start: span.start, end: span.end, kind: (token.flags & stringFlags.bytes) === 0 ? 'str' : 'bytes', value };
  }
  if (strings.every((string) => string.nodeType === 49)) {
    const kind = strings.some((string) => (string.d.token.flags & stringFlags.bytes) !== 0) ? 'bytes' : 'str';
    return { type: 'Constant', ...span, kind, value: strings.map((string) => string.d.value).join('') };
  }
  const parts = strings.flatMap((string): Part[] => (string.nodeType === 49 ? [textConstant(string, string.d.value)] : convertFormatString(source, string)));
  const isTemplate = strings.some((string) => (string.d.token.flags & stringFlags.template) !== 0);
  return { type: isTemplate ? 'TemplateStr' : 'JoinedStr', ...span, values: mergeConstants(parts) };
}

function textConstant(range: Ranged, value: string): ast.Constant {
  return { type: 'Constant', start: range.start, end: endOf(range), kind: 'str', value };
}

function mergeConstants(parts: readonly Part[]): Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    if (part.type === 'Constant' && part.value === '') continue;
    const last = merged.at(-1);
    if (part.type !== 'Constant' || last?.type !== 'Constant') merged.push(part);
    else merged[merged.length - 1] = { ...last, end: part.end, value: String(last.value) + String(part.value) };
  }
  return merged;
}

/** Walks over the tokens of a format string: the parser lists its fields without telling which is in whose format. */
interface Walk {
  readonly source: Source;
  readonly fields: readonly PyExpression[];
  index: number;
  field: number;
}

function convertFormatString(source: Source, node: PyFormatString): Part[] {
  const walk: Walk = { source, fields: node.d.fieldExprs, index: tokenIndexAt(source, node.d.token.start) + 1, field: 0 };
  const parts = convertParts(walk, kinds.fStringEnd);
  // Where the string is broken, the parser may know of more fields than the tokens show.
  while (walk.field < walk.fields.length) {
    const rest = walk.fields[walk.field++];
    if (rest !== undefined) parts.push(formattedValue(rest, convertExpression(source, rest)));
  }
  return parts;
}

/** Up to a token of this kind, which is left to the caller. */
function convertParts(walk: Walk, until: number): Part[] {
  const parts: Part[] = [];
  for (let token = current(walk); token !== undefined && token.type !== until; token = current(walk)) {
    if (token.type === kinds.fStringEnd || token.type === kinds.newLine) break;
    walk.index++;
    if (token.type === kinds.fStringMiddle) parts.push(textConstant(token, textOf(token as TextToken)));
    else if (token.type === kinds.openBrace) {
      const field = convertField(walk, token);
      if (field.length === 0) break;
      parts.push(...field);
    }
  }
  return parts;
}

/** A field, and before it its text if it shows that (`{count=}`). */
function convertField(walk: Walk, open: Token): Part[] {
  const node = walk.fields[walk.field++];
  if (node === undefined) return [];
  const value = convertExpression(walk.source, node);
  const shown = skipValue(walk, open, endOf(node));
  const colon = current(walk);
  if (colon?.type !== kinds.colon) return [...shown, formattedValue(closeField(walk, open), value)];
  walk.index++;
  const values = mergeConstants(convertParts(walk, kinds.closeBrace));
  const spec: ast.JoinedStr = { type: 'JoinedStr', start: colon.start, end: current(walk)?.start ?? endOf(colon), values };
  return [...shown, { ...formattedValue(closeField(walk, open), value), format_spec: spec }];
}

/** Goes to what ends a field's value; gives the text that `=` asks for. */
function skipValue(walk: Walk, open: Token, valueEnd: number): ast.Constant[] {
  const shown: ast.Constant[] = [];
  for (let token = current(walk); token !== undefined; token = current(walk)) {
    if (token.start >= valueEnd && isEndOfValue(token)) break;
    walk.index++;
    if (token.start < valueEnd || walk.source.text.slice(token.start, endOf(token)) !== '=') continue;
    const end = current(walk)?.start ?? endOf(token);
    shown.push(textConstant({ start: endOf(open), length: end - endOf(open) }, walk.source.text.slice(endOf(open), end)));
  }
  return shown;
}

function isEndOfValue({ type }: Token): boolean {
  return type === kinds.colon || type === kinds.closeBrace || type === kinds.fStringEnd || type === kinds.newLine;
}

function closeField(walk: Walk, open: Token): Ranged {
  const close = current(walk);
  if (close?.type === kinds.closeBrace) walk.index++;
  const last = walk.source.tokens.getItemAt(walk.index - 1);
  return { start: open.start, length: Math.max(endOf(last), endOf(open)) - open.start };
}

function formattedValue(range: Ranged, value: ast.Expression): ast.FormattedValue {
  return { type: 'FormattedValue', start: range.start, end: endOf(range), value, format_spec: undefined };
}

function current({ source, index }: Walk): Token | undefined {
  return index < source.tokens.count ? source.tokens.getItemAt(index) : undefined;
}

function textOf(token: TextToken): string {
  const text = token.escapedValue.includes('\\') ? pyright().getUnescapedString(token).value : token.escapedValue;
  return text.replaceAll('{{', '{').replaceAll('}}', '}');
}
