import { nearestName } from '../../facts/nearest-name.ts';
import type { ConfigError } from './config-error.ts';
import type { KeyPath } from './parse-json.ts';

/** A value of unknown shape that is to be checked, and the way to it. */
export interface ConfigNode {
  readonly value: unknown;
  readonly path: KeyPath;
  /** Makes the error that tells a mistake at a place. */
  mistake(path: KeyPath, problem: string): ConfigError;
}

/** A member of an object or an element of a list. */
export function childOf(node: ConfigNode, key: string | number, value: unknown): ConfigNode {
  return { ...node, value, path: [...node.path, key] };
}

/** How a message names a node: `"overrides[0].rules"`. */
export function nameOf({ path }: ConfigNode): string {
  if (path.length === 0) return 'what is in it';
  const parts = path.map((key, index) => (typeof key === 'number' ? `[${String(key)}]` : index === 0 ? key : /^[\w$-]+$/.test(key) ? `.${key}` : `[${show(key)}]`));
  return `"${parts.join('')}"`;
}

export function show(value: unknown): string {
  const text = value === undefined ? 'missing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** @throws ConfigError that says what the node must be instead. */
export function reject(node: ConfigNode, expected: string, example: string): never {
  throw node.mistake(node.path, `${nameOf(node)} is ${show(node.value)}, but must be ${expected}. Example: ${example}.`);
}

/** The members of an object with none but these keys; without keys, any are allowed. */
export function membersOf(node: ConfigNode, example: string, keys?: readonly string[]): readonly (readonly [key: string, child: ConfigNode])[] {
  const { value } = node;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) reject(node, 'an object', example);
  const members = Object.entries(value).map(([key, child]) => [key, childOf(node, key, child)] as const);
  const unknown = members.find(([key]) => keys?.includes(key) === false);
  if (unknown !== undefined && keys !== undefined) throw unknownName(unknown[1], `${nameOf(unknown[1])} is an unknown key`, unknown[0], keys);
  return members;
}

/** The error for a name that is none of those there are: with the one that was probably meant, else with all of them. */
export function unknownName(node: ConfigNode, problem: string, name: string, names: readonly string[]): ConfigError {
  const near = nearestName(name, names);
  const hint = near !== undefined ? `Did you mean "${near}"?` : names.length > 0 ? `There are: ${names.join(', ')}.` : 'There are none.';
  return node.mistake(node.path, `${problem}. ${hint}`);
}

export function elementsOf(node: ConfigNode, example: string): readonly ConfigNode[] {
  if (!Array.isArray(node.value)) reject(node, 'a list', example);
  return node.value.map((element: unknown, index) => childOf(node, index, element));
}

/** A text that is not empty and has no space around it. */
export function textOf(node: ConfigNode, example: string): string {
  const { value } = node;
  if (typeof value !== 'string' || value === '' || value.trim() !== value) reject(node, 'a text without spaces around it', example);
  return value;
}

/** One of a few texts. */
export function choiceOf<T extends string>(node: ConfigNode, choices: readonly T[], example: string): T {
  const { value } = node;
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  const near = typeof value === 'string' ? nearestName(value, choices) : undefined;
  const hint = near === undefined ? `Example: ${example}.` : `Did you mean "${near}"?`;
  throw node.mistake(node.path, `${nameOf(node)} is ${show(value)}, but must be one of ${choices.map(show).join(', ')}. ${hint}`);
}

/** What a member of an object is checked to be; undefined where it is missing. */
export function optional<T>(members: readonly (readonly [string, ConfigNode])[], key: string, check: (node: ConfigNode) => T): T | undefined {
  const found = members.find(([name]) => name === key)?.[1];
  return found === undefined ? undefined : check(found);
}
