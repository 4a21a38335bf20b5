import type { FileModel } from '../facts/file-model.ts';
import type { Language, Span } from '../facts/model.ts';
import type { Program } from '../facts/program.ts';
import type { PythonVersion } from '../facts/python-version.ts';
import type { Role } from '../facts/roles.ts';
import type { DependencyMajor } from '../facts/slot-awaits.ts';
import type { TypeOracle } from '../facts/types.ts';
import type { TextEdit } from './finding.ts';

export type Tier = 'recommended' | 'strict' | 'opt-in';

export type Family = 'blocking' | 'lost work' | 'cancellation' | 'fan-out' | 'shared state';

/** A JSON schema for one options object; `default` of each property is the rule's default. */
export interface OptionsSchema {
  readonly [property: string]: OptionSchema;
}

export type OptionSchema = {
  /** One sentence: what the option changes. Shown in guides, editors and the configuration schema. */
  readonly description: string;
  readonly default: boolean | number | string | readonly unknown[];
} & (
  | { readonly type: 'boolean' }
  | { readonly type: 'integer'; readonly minimum: number }
  | { readonly type: 'string'; readonly enum: readonly string[] }
  | { readonly type: 'array'; readonly items: ItemSchema }
);

export type ItemSchema =
  | { readonly type: 'string'; readonly enum?: readonly string[] }
  | { readonly anyOf: readonly unknown[] };

/** What a message says, and which section of the rule's guide explains it. */
export interface MessageDefinition {
  /** `{{ name }}` stands for data of the report. */
  readonly text: string;
  /** The heading slug in guide.md; suggestions need none. */
  readonly section?: string;
}

export interface Related {
  /** Undefined means the file being checked. */
  readonly path?: string | undefined;
  readonly span: Span;
  readonly message: string;
}

export interface SuggestionReport<MessageId extends string> {
  readonly messageId: MessageId;
  readonly data?: Readonly<Record<string, string>>;
  readonly edits: readonly TextEdit[];
  readonly preferred?: boolean;
}

/** What a rule yields. */
export interface Report<MessageId extends string> {
  readonly messageId: MessageId;
  readonly data?: Readonly<Record<string, string>>;
  readonly span: Span;
  readonly related?: readonly Related[];
  readonly suggestions?: readonly SuggestionReport<MessageId>[];
}

/** What a rule may ask besides the file's own facts. */
export interface RuleContext<Options> {
  readonly options: Options;
  /** The role of the process this file runs in. */
  readonly role: Role;
  /** Effects and call targets, across all files that are known. */
  readonly program: Program;
  readonly types: TypeOracle;
  /** The oldest version of Python that the code has to run on; without meaning in other languages. */
  readonly pythonVersion: PythonVersion;
  /** The major version of a package that the file's own package asks for; undefined where it does not say one. */
  readonly dependencyMajor: DependencyMajor;
}

/** The nearest rule of another tool, for the table in README and for guides. */
export interface NearestRule {
  readonly tool: string;
  readonly rule: string;
  /** It reports the same hazard in the same code, so that one of the two is enough: `"defer"` in a configuration. */
  readonly equivalent?: true;
}

export interface RuleDefinition<Options = unknown, MessageId extends string = string> {
  readonly id: string;
  readonly family: Family;
  readonly languages: readonly Language[];
  readonly tier: Tier;
  /** The first version that had the rule. */
  readonly since: string;
  /** One line: what it reports. */
  readonly description: string;
  /** What types add: nothing, better answers, or all of them. */
  readonly types: 'unused' | 'helpful' | 'required';
  readonly nearest: readonly NearestRule[];
  readonly messages: Readonly<Record<MessageId, MessageDefinition>>;
  readonly options: OptionsSchema;
  /** Reads facts, yields reports. Must be pure: same facts, same reports, in any order. */
  check(file: FileModel, context: RuleContext<Options>): Generator<Report<MessageId>>;
}

/** Keeps the types of options and messages inside a rule, and forgets them outside. */
export function defineRule<Options, MessageId extends string>(rule: RuleDefinition<Options, MessageId>): RuleDefinition {
  return rule;
}
