import { readFileSync } from 'node:fs';
import { guideUrl, ruleCatalog, type CatalogRule } from 'eslint-plugin-asynclint/engine';
import type { ReportingDescriptor } from 'sarif';
import type { Guide, Guides } from '../../project/guides.ts';

/** SARIF's descriptors of these rules, in this order, with the guides as their help. */
export function describeSarifRules(ids: readonly string[], guides: Guides): ReportingDescriptor[] {
  const rules = new Map(ruleCatalog.map((rule) => [rule.id, rule]));
  return ids.map((id) => describeRule(id, rules.get(id), guides.get(id)));
}

function describeRule(id: string, rule: CatalogRule | undefined, guide: Guide | undefined): ReportingDescriptor {
  const description = rule?.description ?? id;
  const helpUri = guideUrl(id);
  const markdown = guide === undefined ? undefined : readBody(guide);
  const introduction = markdown?.split(/\n## /, 1)[0]?.replace(/^# .*\n+/, '').trim();
  return {
    id,
    name: id.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(''),
    shortDescription: { text: description },
    fullDescription: { text: introduction ?? description },
    helpUri,
    help: { text: `${introduction ?? description}\n\n${helpUri}`, ...(markdown === undefined ? {} : { markdown }) },
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['concurrency', ...(rule === undefined ? [] : [rule.family, rule.tier])] },
  };
}

/** The guide without its table of options, which is for those who configure the rule. */
function readBody({ path }: Guide): string {
  return readFileSync(path, 'utf8')
    .replace(/<!-- header:start -->[\s\S]*?<!-- header:end -->\n*/, '')
    .trim();
}
