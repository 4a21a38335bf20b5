import type { RuleDefinition } from '../../rules/engine/rule.ts';
import { generatedNotice, type Output } from './output.ts';

/** `rules/hazards/index.ts`: every rule, imported statically. */
export function ruleIndex(rules: readonly RuleDefinition[]): Output {
  const names = rules.map(({ id }) => ({ id, name: id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()) }));
  const lines = [
    `// ${generatedNotice}`,
    "import type { RuleDefinition } from '../engine/rule.ts';",
    ...names.map(({ id, name }) => `import ${name} from './${id}/rule.ts';`),
    '',
    '/** All rules, sorted by id. */',
    `export const rules: readonly RuleDefinition[] = [${names.map(({ name }) => `\n  ${name},`).join('')}${names.length > 0 ? '\n' : ''}];`,
    '',
  ];
  return { path: 'rules/hazards/index.ts', render: () => lines.join('\n') };
}
