import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import GithubSlugger from 'github-slugger';
import { rules } from '../../rules/hazards/index.ts';
import { findHeadings } from '../../server/project/guide-headings.ts';
import { type GuideFile, guides } from './guide-files.ts';

const repository = join(import.meta.dirname, '../..');

const requiredSections = {
  rule: ['What goes wrong', 'How to repair it', 'What is not reported', 'Options', 'With and without types', 'Related rules', 'References'],
  pattern: ['When to reach for it', 'TypeScript', 'Cancel it', 'Bound it', 'When it fails', 'Test it', 'Libraries', 'Rules that watch it', 'References'],
} as const;

for (const guide of guides) {
  describe(`guide ${guide.id}`, () => {
    it('has its sections', () => {
      const sections = guide.headings.filter(({ level }) => level === 2).map(({ text }) => text);
      assert.deepEqual(requiredSections[guide.kind].filter((title) => !sections.includes(title)), []);
    });

    it('is written to the end', () => {
      assert.deepEqual(guide.text.split('\n').filter((line) => /\bTODO\b/.test(line)), []);
    });

    it('has links that lead somewhere', () => {
      assert.deepEqual(linksOf(guide.text).filter((link) => !leadsSomewhere(link, guide)), []);
    });

    it('has headings with the anchors GitHub gives them', () => {
      const slugger = new GithubSlugger();
      assert.deepEqual(guide.headings.map(({ slug }) => slug), guide.headings.map(({ text }) => slugger.slug(text)));
    });
  });
}

for (const rule of rules) {
  describe(`rule ${rule.id}`, () => {
    const guide = guides.find(({ id }) => id === rule.id);

    it('has a guide', () => {
      assert.ok(guide, `rules/hazards/${rule.id}/guide.md is missing`);
    });

    it('has a test', () => {
      assert.ok(existsSync(join(repository, `test/rules/${rule.id}.test.ts`)), `test/rules/${rule.id}.test.ts is missing`);
    });

    it('links its messages to sections of its guide', () => {
      const slugs = guide?.headings.map(({ slug }) => slug) ?? [];
      const sections = Object.values(rule.messages).flatMap(({ section }) => section ?? []);
      assert.ok(sections.length > 0, 'no message has a section');
      assert.deepEqual(sections.filter((section) => !slugs.includes(section)), []);
    });
  });
}

describe('guides laid out beside the server', () => {
  const folder = join(repository, 'server/dist/guides');
  const index = existsSync(join(folder, 'index.json')) ? readIndex(join(folder, 'index.json')) : [];

  it('are all in the index', () => {
    const expected = guides.map(({ id, kind, headings }) => ({
      id,
      kind,
      title: headings[0]?.text,
      file: `${id}.md`,
      sections: headings.slice(1).map(({ slug }) => slug),
    }));
    assert.deepEqual(index, expected, 'Is the build older than a guide? Run `npm run build`');
  });

  it('have links that lead to each other', () => {
    for (const { file } of index) {
      const path = join(folder, file);
      const text = readFileSync(path, 'utf8');
      const lost = linksOf(text).filter((link) => !leadsSomewhere(link, { path, headings: findHeadings(text) }));
      assert.deepEqual(lost, [], file);
    }
  });
});

function readIndex(path: string): readonly { readonly file: string }[] {
  return JSON.parse(readFileSync(path, 'utf8')) as readonly { readonly file: string }[];
}

/** The targets of the links of a Markdown text that are not in code. */
function linksOf(markdown: string): readonly string[] {
  const prose = markdown.replace(/^(`{3,}).*\n(?:.*\n)*?\1[ \t]*$/gm, '').replace(/`[^`\n]+`/g, '`code`');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target]) => target ?? []);
}

/** Links out of the guides must be secure addresses; links between guides must hit a file and a heading. */
function leadsSomewhere(link: string, from: Pick<GuideFile, 'path' | 'headings'>): boolean {
  if (/^[a-z]+:/.test(link)) return link.startsWith('https://');
  const [file = '', anchor] = link.split('#');
  const path = file === '' ? from.path : resolve(dirname(from.path), file);
  const isGuide = path.endsWith('.md') && !relative(repository, path).startsWith('..') && existsSync(path);
  if (!isGuide) return false;
  const headings = path === from.path ? from.headings : findHeadings(readFileSync(path, 'utf8'));
  return anchor === undefined || headings.some(({ slug }) => slug === anchor);
}
