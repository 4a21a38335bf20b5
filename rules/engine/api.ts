/** What other packages may use of the engine: the package's `./engine` entry. */
export { createProject, type Project, type ProjectHost, type ProjectOptions } from './project.ts';
export { isInPreset, presetNames, settingOf, type PresetName, type RuleSetting, type RuleSeverity, type Settings, type SettingsLayer } from './settings.ts';
export { checkLayer, checkSettings } from './config/check-layer.ts';
export { ConfigError, type ConfigPlace } from './config/config-error.ts';
export { configFiles, createConfigFinder, type ConfigFinder, type FileSettings } from './config/config-finder.ts';
export { ruleCatalog, type CatalogRule } from './catalog.ts';
export { isLintable, lintableExtensions } from '../languages/lintable.ts';
export { guideUrl } from './guide-url.ts';
export { findTextRegions, type TextRegion } from '../languages/typescript/text-regions.ts';
export { createLineIndex, type LineIndex, type Position } from './line-index.ts';
export { findDirectiveRules, pluginPrefix, type DirectiveRule } from './directives.ts';
export { nearestName } from './nearest-name.ts';
export type { FileReport, Finding, Problem, RelatedLocation, Severity, Suggestion, TextEdit } from './finding.ts';
export type { Span } from '../facts/model.ts';
export type { Role, RoleDecision } from '../facts/roles.ts';
