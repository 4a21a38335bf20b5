import type { Span, TypeRef } from '../../facts/model.ts';

export interface SourceComment {
  readonly block: boolean;
  /** The text between the comment's delimiters. */
  readonly text: string;
  readonly span: Span;
}

/** What a documentation comment says about a function's types. */
export interface DocTypes {
  readonly returns: TypeRef | undefined;
  readonly params: ReadonlyMap<string, TypeRef>;
}

export interface DocComments {
  /** The types documented right before an offset; only white space and `export` may stand between. */
  before(offset: number): DocTypes | undefined;
}

const longestExport = 40;

/** Finds `@returns {T}` and `@param {T} name` in documentation comments. */
export function indexDocComments(text: string, comments: readonly SourceComment[]): DocComments {
  const byEnd = new Map<number, SourceComment>();
  for (const comment of comments) {
    if (comment.block && comment.text.startsWith('*') && comment.text.includes('@')) byEnd.set(comment.span.end, comment);
  }
  if (byEnd.size === 0) return { before: () => undefined };
  return {
    before(offset) {
      const between = /(?:\bexport\s+(?:default\s+)?)?$/.exec(text.slice(Math.max(0, offset - longestExport), offset))?.[0].length ?? 0;
      let end = offset - between;
      while (end > 0 && /\s/.test(text.charAt(end - 1))) end--;
      const comment = byEnd.get(end);
      return comment === undefined ? undefined : readDocTypes(comment.text);
    },
  };
}

function readDocTypes(comment: string): DocTypes {
  let returns: TypeRef | undefined;
  const params = new Map<string, TypeRef>();
  for (const tag of comment.matchAll(/@(returns?|param|arg|argument)\s*\{/g)) {
    const open = tag.index + tag[0].length;
    const close = closingBrace(comment, open);
    if (close === undefined) continue;
    const type = parseDocType(comment.slice(open, close).replaceAll(/\n\s*\*/g, ' '));
    if (tag[1]?.startsWith('return')) returns = type;
    else {
      const name = /^\s*\[?\s*([\w$]+)/.exec(comment.slice(close + 1))?.[1];
      if (name !== undefined && !params.has(name)) params.set(name, type);
    }
  }
  return { returns, params };
}

function closingBrace(text: string, from: number): number | undefined {
  let depth = 1;
  for (let offset = from; offset < text.length; offset++) {
    const character = text.charAt(offset);
    if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return offset;
  }
  return undefined;
}

/** Reads the part of the documentation type language that rules look at; everything else is `other`. */
export function parseDocType(source: string): TypeRef {
  const tokens = source.match(/[\w$.]+|\S/g) ?? [];
  let position = 0;
  const peek = (): string | undefined => tokens[position];

  function union(): TypeRef {
    const parts = [postfix()];
    while (peek() === '|') {
      position++;
      parts.push(postfix());
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'union', of: parts };
  }

  function postfix(): TypeRef {
    let type = primary();
    while (peek() === '[' && tokens[position + 1] === ']') {
      position += 2;
      type = { kind: 'array', of: type };
    }
    return type;
  }

  function primary(): TypeRef {
    const token = tokens[position++];
    if (token === '?' || token === '!') return primary();
    if (token === '(') {
      const inner = union();
      if (peek() === ')') position++;
      return inner;
    }
    if (token === undefined || !/^[\w$]/.test(token)) {
      position = tokens.length;
      return { kind: 'other' };
    }
    const path = token.split('.').filter((part) => part !== '');
    const args: TypeRef[] = [];
    if (peek() === '<') {
      do {
        position++;
        args.push(union());
      } while (peek() === ',');
      if (peek() === '>') position++;
    }
    return { kind: 'named', path, binding: undefined, args };
  }

  return union();
}
