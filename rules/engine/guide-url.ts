const guideRoot = 'https://github.com/asynclint/asynclint/blob/main/rules/hazards';

/** Where a rule's guide stands on the web. */
export function guideUrl(ruleId: string): string {
  return `${guideRoot}/${ruleId}/guide.md`;
}
