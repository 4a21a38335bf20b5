import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';

/** Imports of this form may lead to these places; a `*` on both sides stands for the same text. */
export interface ImportAlias {
  readonly pattern: string;
  /** Absolute. */
  readonly targets: readonly string[];
}

/** The aliases of a tsconfig.json or jsconfig.json, and the files it extends or refers to. A broken one has neither. */
export function compilerAliases(path: string): { readonly aliases: readonly ImportAlias[]; readonly related: readonly string[] } {
  const config = readTolerantly(path);
  const options = asRecord(config['compilerOptions']);
  const folder = dirname(path);
  const base = typeof options['baseUrl'] === 'string' ? resolve(folder, options['baseUrl']) : undefined;
  const named = Object.entries(asRecord(options['paths'])).map(([pattern, targets]): ImportAlias => ({ pattern, targets: strings(targets).map((target) => resolve(base ?? folder, target)) }));
  const references = Array.isArray(config['references']) ? config['references'].flatMap((entry) => strings(asRecord(entry)['path'])) : [];
  const related = [
    ...strings(config['extends']).filter((name) => name.startsWith('.') || isAbsolute(name)).flatMap((name) => [resolve(folder, name), resolve(folder, `${name}.json`)]),
    ...references.flatMap((name) => [resolve(folder, name), resolve(folder, name, 'tsconfig.json')]),
  ];
  return { aliases: base === undefined ? named : [...named, { pattern: '*', targets: [join(base, '*')] }], related: related.filter((name) => name.endsWith('.json')) };
}

/** Where a package says its own parts are: by its name, and by its private imports. */
export function packageAliases(path: string): ImportAlias[] {
  const manifest = readTolerantly(path);
  const folder = dirname(path);
  const within = (targets: readonly string[]): string[] => targets.map((target) => join(folder, target));
  const own = Object.entries(asRecord(manifest['imports'])).map(([pattern, target]): ImportAlias => ({ pattern, targets: within(leaves(target)) }));
  const { name } = manifest;
  if (typeof name !== 'string') return own;
  const exported = Object.entries(asRecord(manifest['exports']))
    .filter(([key]) => key.startsWith('./'))
    .map(([key, target]): ImportAlias => ({ pattern: `${name}${key.slice(1)}`, targets: within(leaves(target)) }));
  const entries = ['source', 'module', 'main'].flatMap((field) => strings(manifest[field]));
  const main: ImportAlias = { pattern: name, targets: [folder, ...within([...entries, ...leaves(manifest['exports']), 'src/index', 'lib/index'])] };
  return [...own, ...exported, main, { pattern: `${name}/*`, targets: [join(folder, '*'), join(folder, 'src', '*')] }];
}

/** The places that an import may lead to by these aliases. */
export function aliasTargets(specifier: string, aliases: readonly ImportAlias[]): string[] {
  return aliases.flatMap(({ pattern, targets }) => {
    const star = pattern.indexOf('*');
    if (star < 0) return pattern === specifier ? targets : [];
    const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
    if (specifier.length < before.length + after.length || !specifier.startsWith(before) || !specifier.endsWith(after)) return [];
    const matched = specifier.slice(before.length, specifier.length - after.length);
    return targets.map((target) => target.replace('*', () => matched));
  });
}

const commentOrString = /"(?:\\.|[^"\\])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
const commaOrString = /"(?:\\.|[^"\\])*"|,(?=\s*[}\]])/g;

/** JSON with comments and commas at ends; whatever can't be read is empty. */
function readTolerantly(path: string): Readonly<Record<string, unknown>> {
  try {
    const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    const strict = text.replace(commentOrString, keepStrings).replace(commaOrString, keepStrings);
    return asRecord(JSON.parse(strict));
  } catch {
    return {};
  }
}

function keepStrings(match: string): string {
  return match.startsWith('"') ? match : '';
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};
}

function strings(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');
}

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}
