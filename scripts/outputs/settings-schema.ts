import type { RuleDefinition } from '../../rules/engine/rule.ts';
import type { Output } from './output.ts';

/** The part of the extension's manifest that is written here; the rest passes through. */
interface Manifest {
  readonly contributes?: { readonly configuration?: readonly SettingsGroup[] };
}

interface SettingsGroup {
  readonly properties: Readonly<Record<string, { properties?: Readonly<Record<string, unknown>> }>>;
}

/** The properties of the setting `asynclint.rules` in the extension's manifest, so that VS Code completes rule ids. */
export function settingsSchema(rules: readonly RuleDefinition[]): Output {
  const properties = Object.fromEntries(
    rules.map(({ id, description }) => [id, { type: 'string', enum: ['off', 'warn', 'error'], description }]),
  );
  return {
    path: 'package.json',
    render(current) {
      const manifest = JSON.parse(current ?? '{}') as Manifest;
      const setting = manifest.contributes?.configuration?.map((group) => group.properties['asynclint.rules']).find(Boolean);
      if (setting === undefined) return new Error('it must declare the setting asynclint.rules under contributes.configuration');
      setting.properties = properties;
      return `${JSON.stringify(manifest, null, 2)}\n`;
    },
  };
}
