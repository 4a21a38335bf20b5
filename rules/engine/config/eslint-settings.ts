import type { PythonVersion, PythonVersionText } from '../../facts/python-version.ts';
import type { Role, RoleDecision } from '../../facts/roles.ts';
import type { UserKnowledge } from '../../facts/user-knowledge.ts';
import { checkPythonVersion, checkRole } from './check-config.ts';
import { checkKnowledge } from './check-knowledge.ts';
import { ConfigError } from './config-error.ts';
import { type ConfigNode, membersOf, optional, reject } from './config-node.ts';

/** What `settings.asynclint` of an ESLint configuration can hold. `configs.project()` writes it from configuration files. */
export interface EslintSettings {
  /**
   * Whether imports are followed into other files; they are unless this is false. What a rule finds in a file may then
   * depend on files it imports, of which `eslint --cache` knows nothing: after a change in one of them, the findings it
   * remembers of unchanged files can be out of date. Where that matters, leave out `--cache`, or say false here.
   * With `--concurrency` each thread reads the files it needs by itself; the findings are the same.
   */
  readonly crossFile?: boolean;
  /** The role of the process that the files run in, instead of what is read from paths, content and package.json. */
  readonly role?: Role;
  /** What to know besides: functions that block, that limit, that log. */
  readonly knowledge?: UserKnowledge;
  /** The oldest version of Python that the code has to run on, instead of what pyproject.toml says: "3.10". */
  readonly pythonVersion?: PythonVersionText;
}

/** Settings that were checked. */
export interface CheckedEslintSettings {
  readonly crossFile: boolean;
  readonly role: RoleDecision | undefined;
  readonly knowledge: UserKnowledge | undefined;
  readonly pythonVersion: PythonVersion | undefined;
  /** Equal for settings under which files look the same. */
  readonly key: string;
}

const remembered = new WeakMap<object, CheckedEslintSettings>();
const standard: CheckedEslintSettings = { crossFile: true, role: undefined, knowledge: undefined, pythonVersion: undefined, key: '' };

/** @throws ConfigError naming the key, what is wrong and a right example. */
export function checkEslintSettings(value: unknown): CheckedEslintSettings {
  if (value === undefined) return standard;
  const known = typeof value === 'object' && value !== null ? remembered.get(value) : undefined;
  if (known !== undefined) return known;
  const node: ConfigNode = { value, path: [], mistake: (_, problem) => new ConfigError('settings.asynclint', problem) };
  const members = membersOf(node, '{ "crossFile": false }', ['crossFile', 'role', 'knowledge', 'pythonVersion']);
  const role = optional(members, 'role', checkRole);
  const crossFile = optional(members, 'crossFile', checkBoolean) ?? true;
  const knowledge = optional(members, 'knowledge', checkKnowledge);
  const checked = {
    crossFile,
    role: role === undefined ? undefined : { role, reason: "ESLint's settings say so" },
    knowledge,
    pythonVersion: optional(members, 'pythonVersion', checkPythonVersion),
    key: JSON.stringify([crossFile, knowledge]),
  };
  if (typeof value === 'object' && value !== null) remembered.set(value, checked);
  return checked;
}

function checkBoolean(node: ConfigNode): boolean {
  return typeof node.value === 'boolean' ? node.value : reject(node, 'true or false', '"crossFile": false');
}
