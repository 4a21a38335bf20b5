import { type Role, allRoles } from '../../facts/roles.ts';
import { type PythonVersion, type PythonVersionText, pythonVersion, pythonVersionText } from '../../facts/python-version.ts';
import type { UserKnowledge } from '../../facts/user-knowledge.ts';
import { createLineIndex } from '../line-index.ts';
import type { SettingsLayer } from '../settings.ts';
import { checkKnowledge } from './check-knowledge.ts';
import { checkPreset, checkRules } from './check-layer.ts';
import { ConfigError } from './config-error.ts';
import { type ConfigNode, childOf, choiceOf, elementsOf, membersOf, optional, reject, textOf } from './config-node.ts';
import { deferrableTools } from './deferred-rules.ts';
import { type KeyPath, parseJson } from './parse-json.ts';
import { patternMistake } from './path-patterns.ts';

/** What a configuration file says. Patterns start at its folder. */
export interface Config extends SettingsLayer {
  /** Absolute path of the file. */
  readonly path: string;
  /** Its folder, with forward slashes. */
  readonly directory: string;
  /** Later ones count more. */
  readonly overrides: readonly Override[];
  /** Later ones count more. */
  readonly roles: readonly { readonly pattern: string; readonly role: Role }[];
  readonly knowledge: UserKnowledge | undefined;
  readonly ignore: readonly string[];
  /** Rules that are left to other tools. */
  readonly deferred: ReadonlySet<string>;
  readonly pythonVersion: PythonVersion | undefined;
}

export interface Override extends SettingsLayer {
  readonly files: readonly string[];
  readonly role: Role | undefined;
}

/** The Python versions a configuration can name. */
export const pythonVersions: readonly PythonVersionText[] = Array.from({ length: 8 }, (_, index) => pythonVersionText(index + 8));

/** The keys of a configuration, and of one of its overrides. */
const configKeys = ['$schema', 'preset', 'rules', 'overrides', 'roles', 'knowledge', 'ignore', 'defer', 'pythonVersion'] as const;
const overrideKeys = ['files', 'preset', 'rules', 'role'] as const;

/**
 * Reads a configuration file's text. `key` is the member that holds the configuration, for a package.json.
 * @returns undefined where there is no such member, or where a package.json is no JSON, as others will tell.
 * @throws ConfigError naming file, line, key and a right example.
 */
export function readConfig(path: string, directory: string, text: string, key?: string): Config | undefined {
  const document = parseJson(text);
  const mistakeAt = (offset: number, problem: string): ConfigError => {
    const { line, character } = createLineIndex(text).positionAt(offset);
    const place = { path, line: line + 1, column: character + 1 };
    return new ConfigError(`${path}:${String(place.line)}:${String(place.column)}`, problem, place);
  };
  if ('problem' in document) {
    if (key !== undefined) return undefined;
    throw mistakeAt(document.offset, `this is no JSON: ${document.problem}. Example of a configuration: { "preset": "recommended" }.`);
  }
  const prefix: KeyPath = key === undefined ? [] : [key];
  const mistake = (at: KeyPath, problem: string): ConfigError => mistakeAt(document.offsetOf([...prefix, ...at]), problem);
  const value = key === undefined ? document.value : memberOf(document.value, key);
  return key !== undefined && value === undefined ? undefined : checkConfig({ value, path: [], mistake }, path, directory);
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

function checkConfig(node: ConfigNode, path: string, directory: string): Config {
  const members = membersOf(node, '{ "preset": "recommended" }', configKeys);
  return {
    path,
    directory,
    preset: optional(members, 'preset', checkPreset),
    rules: optional(members, 'rules', checkRules),
    overrides: optional(members, 'overrides', checkOverrides) ?? [],
    roles: optional(members, 'roles', checkRoles) ?? [],
    knowledge: optional(members, 'knowledge', checkKnowledge),
    ignore: optional(members, 'ignore', (member) => elementsOf(member, '"ignore": ["generated/**"]').map(checkPattern)) ?? [],
    deferred: new Set(optional(members, 'defer', checkDefer)),
    pythonVersion: optional(members, 'pythonVersion', checkPythonVersion),
  };
}

function checkOverrides(node: ConfigNode): readonly Override[] {
  const example = '{ "files": ["src/**"], "rules": { "no-blocking-call": "off" } }';
  return elementsOf(node, `"overrides": [${example}]`).map((element) => {
    const members = membersOf(element, example, overrideKeys);
    const files = optional(members, 'files', (member) => elementsOf(member, '"files": ["src/**"]').map(checkPattern));
    if (files === undefined) throw element.mistake(element.path, `an override says for which "files" it is. Example: ${example}.`);
    return {
      files,
      preset: optional(members, 'preset', checkPreset),
      rules: optional(members, 'rules', checkRules),
      role: optional(members, 'role', checkRole),
    };
  });
}

function checkRoles(node: ConfigNode): Config['roles'] {
  return membersOf(node, '"roles": { "src/jobs/**": "worker" }').map(([pattern, member]) => {
    checkPattern({ ...member, value: pattern });
    return { pattern, role: checkRole(member) };
  });
}

export function checkRole(node: ConfigNode): Role {
  return choiceOf(node, allRoles, '"server"');
}

function checkPattern(node: ConfigNode): string {
  const pattern = textOf(node, '"src/**"');
  const mistake = patternMistake(pattern);
  return mistake === undefined ? pattern : reject(node, `a pattern for paths: ${mistake}`, '"src/**"');
}

function checkDefer(node: ConfigNode): readonly string[] {
  const tools = [...deferrableTools.keys()];
  return elementsOf(node, '"defer": ["typescript-eslint"]').flatMap((element) => {
    const name = typeof element.value === 'string' ? element.value.toLowerCase() : element.value;
    return deferrableTools.get(choiceOf(childOf(node, element.path.at(-1) ?? 0, name), tools, '"typescript-eslint"')) ?? [];
  });
}

export function checkPythonVersion(node: ConfigNode): PythonVersion {
  if (typeof node.value === 'number') reject(node, 'a text, in quotes', '"pythonVersion": "3.12"');
  return pythonVersion(choiceOf(node, pythonVersions, '"pythonVersion": "3.12"'));
}
