import { rules } from '../../hazards/index.ts';
import { type PresetName, type RuleSetting, type Settings, type SettingsLayer, isInPreset } from '../settings.ts';

/**
 * Lays settings over others. A preset decides about every rule anew; a severity alone leaves a rule the options it has.
 * This is how ESLint joins its own configurations.
 * @param deferred the rules that no preset turns on.
 */
export function layerSettings(base: Settings, { preset, rules: over = {} }: SettingsLayer, deferred: ReadonlySet<string>): Settings {
  const under = preset === undefined ? base.rules : presetRules(preset, deferred, base.rules);
  const joined = Object.entries(over).map(([id, setting]): [string, RuleSetting] => [id, keepOptions(setting, under[id])]);
  return { ...base, preset: preset ?? base.preset, rules: { ...under, ...Object.fromEntries(joined) } };
}

/** What a preset says of all rules. */
export function presetRules(preset: PresetName, deferred: ReadonlySet<string>, before: Settings['rules'] = {}): Record<string, RuleSetting> {
  return Object.fromEntries(
    rules.map((rule) => {
      const severity = isInPreset(rule, preset) && !deferred.has(rule.id) ? 'error' : 'off';
      return [rule.id, keepOptions(severity, before[rule.id])];
    }),
  );
}

function keepOptions(setting: RuleSetting, before: RuleSetting | undefined): RuleSetting {
  if (typeof setting !== 'string' || before === undefined || typeof before === 'string') return setting;
  return [setting, before[1]];
}
