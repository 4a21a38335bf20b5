import { rules } from '../hazards/index.ts';
import type { PythonVersion } from '../facts/python-version.ts';
import type { RoleDecision } from '../facts/roles.ts';
import type { UserKnowledge } from '../facts/user-knowledge.ts';
import type { ActiveRule } from './check-file.ts';
import type { Severity } from './finding.ts';
import { completeOptions } from './options.ts';
import type { RuleDefinition, Tier } from './rule.ts';

export type PresetName = 'recommended' | 'strict' | 'all';

export type RuleSeverity = 'off' | Severity;

/** `"error"`, or `["error", { option: value }]`. */
export type RuleSetting = RuleSeverity | readonly [RuleSeverity, Readonly<Record<string, unknown>>];

/** Which rules run and how, and what is to be known; what holds for one file in the end. */
export interface Settings {
  readonly preset: PresetName;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** The role of the file, where somebody has said it. */
  readonly role?: RoleDecision | undefined;
  /** What the user adds to what is known of platforms and libraries. */
  readonly knowledge?: UserKnowledge | undefined;
  /** The oldest version of Python that the code has to run on, where somebody has said it. */
  readonly pythonVersion?: PythonVersion | undefined;
}

/** What settings say of a file itself, rather than of rules. */
export type GivenOfFile = Pick<Settings, 'role' | 'pythonVersion'>;

/** A part of settings, to be laid over others: of a configuration file, a command line or an editor. */
export interface SettingsLayer {
  readonly preset?: PresetName | undefined;
  readonly rules?: Readonly<Record<string, RuleSetting>> | undefined;
}

export const presetNames: readonly PresetName[] = ['recommended', 'strict', 'all'];

const presetTiers: Readonly<Record<PresetName, readonly Tier[]>> = {
  recommended: ['recommended'],
  strict: ['recommended', 'strict'],
  all: ['recommended', 'strict', 'opt-in'],
};

export function isInPreset(rule: Pick<RuleDefinition, 'tier'>, preset: PresetName): boolean {
  return presetTiers[preset].includes(rule.tier);
}

/** The rules that run under these settings, sorted by id. */
export function activeRules(settings: Settings): ActiveRule[] {
  return rules.flatMap((rule) => {
    const [severity, options] = settingOf(settings, rule);
    return severity === 'off' ? [] : [{ rule, severity, options: completeOptions(rule, options) }];
  });
}

/** The severity of a rule under these settings, and its options as far as they are set. */
export function settingOf(settings: Settings, rule: Pick<RuleDefinition, 'id' | 'tier'>): readonly [RuleSeverity, Readonly<Record<string, unknown>>?] {
  const setting = settings.rules[rule.id] ?? (isInPreset(rule, settings.preset) ? 'error' : 'off');
  return typeof setting === 'string' ? [setting] : setting;
}
