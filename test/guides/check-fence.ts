import { checkSettings, createLineIndex, createProject, type FileReport, type Finding } from '../../rules/engine/api.ts';
import { rules } from '../../rules/hazards/index.ts';
import { type Fence, placeOf } from './fences.ts';

/** Checks a text in the place of a fence: with one rule alone, or with all. */
export function checkFence(fence: Fence, text: string, scope: 'its rule' | 'all rules'): FileReport {
  const others = scope === 'all rules' ? [] : rules.filter(({ id }) => id !== fence.rule);
  const silent = Object.fromEntries(others.map(({ id }) => [id, 'off']));
  const own = fence.rule === undefined ? {} : { [fence.rule]: ['error', fence.options ?? {}] };
  const settings = checkSettings({ preset: 'all', rules: { ...silent, ...own } }, placeOf(fence));
  // No disk: what a guide shows must hold whatever is around it.
  const project = createProject({ host: { readFile: () => undefined } });
  const path = `/guides/${fence.guide.id}/${fence.file}`;
  project.setText(path, text);
  return project.check(path, settings);
}

/** The zero-based lines on which findings start, sorted, once each. */
export function linesOf(findings: readonly Finding[], text: string): readonly number[] {
  const index = createLineIndex(text);
  return [...new Set(findings.map(({ span }) => index.positionAt(span.start).line))].sort((a, b) => a - b);
}

/** The text with a marker at the end of the given lines, for comparisons that people read. */
export function markLines(text: string, lines: readonly number[]): string {
  const content = text.split('\n');
  return content.map((line, index) => (lines.includes(index) ? `${line} // reported` : line)).join('\n');
}

/**
 * Applies one suggestion of each finding, one after the other as a person would, checking again in between.
 * Throws if a finding has no such suggestion, or if repairing all of them takes more steps than there were findings.
 */
export function repair(fence: Fence, choice: number): string {
  let text = fence.text;
  let { findings } = checkFence(fence, text, 'its rule');
  for (let steps = findings.length; findings.length > 0; steps--) {
    const [finding] = findings;
    const edits = finding?.suggestions[choice]?.edits;
    if (finding === undefined || edits === undefined) throw new Error(`no suggestion ${String(choice + 1)} for: ${finding?.message ?? ''}`);
    if (steps === 0) throw new Error(`the suggestions leave findings behind: ${finding.message}\n${text}`);
    for (const { span, text: replacement } of edits.toReversed()) text = text.slice(0, span.start) + replacement + text.slice(span.end);
    ({ findings } = checkFence(fence, text, 'its rule'));
  }
  return text;
}
