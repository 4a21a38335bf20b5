import { readFileSync } from 'node:fs';
import { findHeadings } from '../project/guide-headings.ts';
import type { Guide, Guides } from '../project/guides.ts';
import { defineCommand, exitCodes } from './command.ts';
import { didYouMean } from './did-you-mean.ts';
import { UsageError } from './usage-error.ts';

export const explainCommand = defineCommand({
  name: 'explain',
  operands: '<rule>[#section]',
  summary: 'Print the guide of a rule or a pattern, or one section of it.',
  details: 'The guide is Markdown. It says what goes wrong, how to repair it, and what the rule leaves alone on purpose.',
  flags: {},
  async run({ operands }, { terminal, guides }) {
    const [topic, ...more] = operands;
    if (topic === undefined || more.length > 0) throw new UsageError('explain wants one rule, as in: asynclint explain no-floating-task');
    const [name = '', section] = topic.split('#');
    const guide = findGuide(name, guides);
    const markdown = withoutComments(readFileSync(guide.path, 'utf8'));
    terminal.print(section ? extractSection(markdown, section, guide) : markdown);
    return Promise.resolve(exitCodes.clean);
  },
});

function findGuide(name: string, guides: Guides): Guide {
  const id = name.replace(/^asynclint\//, '');
  const guide = guides.get(id);
  if (guide) return guide;
  throw new UsageError(`There is no guide "${id}"${didYouMean(id, guides.keys())} asynclint rules lists the rules.`);
}

/** Comments are for those who write guides. */
function withoutComments(markdown: string): string {
  return markdown.replaceAll(/^<!--.*-->\r?\n(?:\r?\n)?/gm, '');
}

/** The lines from a heading to the next one of the same or a higher level. */
function extractSection(markdown: string, slug: string, guide: Guide): string {
  const headings = findHeadings(markdown);
  const index = headings.findIndex((heading) => heading.slug === slug);
  const start = headings[index];
  if (!start) throw new UsageError(`The guide ${guide.id} has no section "${slug}". It has: ${guide.sections.join(', ')}.`);
  const end = headings.slice(index + 1).find(({ level }) => level <= start.level);
  return `${markdown.split(/\r\n|\r|\n/).slice(start.line, end?.line).join('\n').trimEnd()}\n`;
}
