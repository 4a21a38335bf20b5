import type { GuideFile } from './guide-files.ts';

const kinds = ['bad', 'fixed', 'good', 'run'] as const;

export type FenceKind = (typeof kinds)[number];

/** A fenced block of a guide; see README.md beside this file. */
export interface Fence {
  readonly guide: GuideFile;
  /** One-based line of the opening fence in the guide. */
  readonly line: number;
  readonly language: string;
  readonly kind: FenceKind | undefined;
  /** Path of the file the fence stands for. */
  readonly file: string;
  /** The rule a `bad` fence is about. */
  readonly rule: string | undefined;
  readonly options: Readonly<Record<string, unknown>> | undefined;
  /** What is between the fences, without markers, ending with a line break. */
  readonly text: string;
  /** Zero-based lines that carried the marker `reported`. */
  readonly reported: readonly number[];
}

const fenceExtensions: Readonly<Record<string, string>> = { typescript: 'ts', javascript: 'js', python: 'py' };
const marker = /[ \t]*(?:\/\/|#) reported$/;

/** Finds the fenced blocks of a guide, in order. Throws for an info string that makes no sense. */
export function findFences(guide: GuideFile): Fence[] {
  const fences: Fence[] = [];
  let open: { readonly mark: string; readonly info: string; readonly line: number; readonly lines: string[] } | undefined;
  for (const [index, line] of guide.text.split('\n').entries()) {
    if (open === undefined) {
      const [, mark, info] = /^(`{3,})[ \t]*(.*)$/.exec(line) ?? [];
      if (mark !== undefined && info !== undefined) open = { mark, info: info.trim(), line: index + 1, lines: [] };
    } else if (line.trimEnd() === open.mark) {
      fences.push(readFence(guide, open));
      open = undefined;
    } else open.lines.push(line);
  }
  if (open !== undefined) throw new Error(`${guide.path}:${String(open.line)}: the fence is never closed`);
  return fences;
}

function readFence(guide: GuideFile, { info, line, lines }: { info: string; line: number; lines: readonly string[] }): Fence {
  const [, language = '', kindWord, attributes = ''] = /^(\S*)(?: ([a-z]+)(?= |$))?(.*)$/.exec(info) ?? [];
  const [options, rest] = takeOptions(attributes);
  const words = new Map(rest.split(' ').filter(Boolean).map(splitOnce));
  const fence: Fence = {
    guide,
    line,
    language,
    kind: kinds.find((kind) => kind === kindWord),
    file: words.get('file') ?? `example.${fenceExtensions[language] ?? language}`,
    rule: words.get('rule') ?? (guide.kind === 'rule' ? guide.id : undefined),
    options,
    text: lines.map((text) => `${text.replace(marker, '')}\n`).join(''),
    reported: [...lines.entries()].filter(([, text]) => marker.test(text)).map(([index]) => index),
  };
  const unknown = [...words.keys()].find((word) => word !== 'file' && word !== 'rule');
  if (unknown !== undefined || (kindWord !== undefined && fence.kind === undefined)) {
    throw new Error(`${placeOf(fence)}: "${info}" has a word that means nothing: ${unknown ?? kindWord ?? ''}`);
  }
  return fence;
}

function takeOptions(rest: string): [Fence['options'], string] {
  const match = /\boptions=(\{.*\})/.exec(rest);
  if (match?.[1] === undefined) return [undefined, rest];
  return [JSON.parse(match[1]) as Record<string, unknown>, rest.replace(match[0], '')];
}

function splitOnce(word: string): [string, string] {
  const at = word.indexOf('=');
  return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
}

/** Where a fence is, for messages: a link in most terminals. */
export function placeOf(fence: Fence): string {
  return `${fence.guide.path}:${String(fence.line)}`;
}
