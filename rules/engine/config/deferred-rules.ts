import { rules } from '../../hazards/index.ts';
import type { RuleDefinition } from '../rule.ts';

/** The tools that `"defer"` can name, in small letters, each with the rules of ours that it has an equivalent of. */
export const deferrableTools: ReadonlyMap<string, readonly string[]> = toolsOf(rules);

/** The tools that these rules are compared with, sorted. */
export function toolsOf(definitions: readonly RuleDefinition[]): ReadonlyMap<string, readonly string[]> {
  const tools = new Map<string, string[]>();
  for (const rule of definitions) {
    for (const { tool, equivalent } of rule.nearest) {
      const known = tools.get(tool.toLowerCase()) ?? [];
      if (equivalent === true) known.push(rule.id);
      tools.set(tool.toLowerCase(), known);
    }
  }
  return new Map([...tools].sort(([a], [b]) => (a < b ? -1 : 1)));
}
