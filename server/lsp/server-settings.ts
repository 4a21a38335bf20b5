import { checkLayer, ConfigError, type SettingsLayer } from 'eslint-plugin-asynclint/engine';
import type { ServerSettings } from './protocol.ts';

/** What holds for one document: the editor's settings, and what they say over configuration files. */
export interface ResolvedSettings extends Omit<ServerSettings, 'preset' | 'rules'> {
  /** What the editor lays over the configuration of a file. */
  readonly over: SettingsLayer;
  /** Sentences about what was wrong with the settings; such parts count as not set. */
  readonly complaints: readonly string[];
}

const choices = {
  run: ['onType', 'onSave', 'manual'],
  typeAware: ['auto', 'on', 'off'],
  disableComment: ['separateLine', 'sameLine', 'off'],
  logLevel: ['error', 'warn', 'info', 'debug'],
} as const;

/** Reads settings, later layers over earlier ones. Nothing a client sends makes it throw. */
export function resolveSettings(layers: readonly unknown[]): ResolvedSettings {
  const complaints: string[] = [];
  const sections = layers.filter(isRecord);
  const given = (key: string): unknown => sections.map((section) => section[key]).findLast((value) => value != null);
  const choose = <T extends string>(key: string, value: unknown, allowed: readonly T[], standard: T): T => {
    const choice = allowed.find((candidate) => candidate === value);
    if (value != null && choice === undefined) complaints.push(`asynclint.${key} can't be ${JSON.stringify(value)}; it is ${allowed.join(', ')}.`);
    return choice ?? standard;
  };
  const actions = given('codeActions');
  return {
    enable: given('enable') !== false,
    run: choose('run', given('run'), choices.run, 'onType'),
    typeAware: choose('typeAware', given('typeAware'), choices.typeAware, 'auto'),
    codeActions: {
      disableComment: choose('codeActions.disableComment', isRecord(actions) ? actions['disableComment'] : undefined, choices.disableComment, 'separateLine'),
    },
    logLevel: choose('logLevel', given('logLevel'), choices.logLevel, 'info'),
    over: readLayer(given('preset'), given('rules'), complaints),
    complaints,
  };
}

function readLayer(preset: unknown, rules: unknown, complaints: string[]): SettingsLayer {
  const attempts = [{ preset, rules }, { preset }, { rules }, {}].map((attempt) => Object.fromEntries(Object.entries(attempt).filter(([, value]) => value != null)));
  for (const attempt of attempts) {
    try {
      return checkLayer(attempt, "the editor's settings (asynclint)");
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      if (complaints.at(-1) !== error.message) complaints.push(error.message);
    }
  }
  return {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
