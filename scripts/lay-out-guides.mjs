import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { tsImport } from 'tsx/esm/api';

/**
 * Copies all guides into one folder, so that they can be opened without a network, and writes `index.json` beside them:
 * `[{ id, kind, title, file, sections }]`, sections being heading slugs.
 */
export async function layOutGuides(rulesFolder, targetFolder) {
  const { findHeadings } = await tsImport('../server/project/guide-headings.ts', import.meta.url);
  const guides = [...(await findRuleGuides(rulesFolder)), ...(await findPatternGuides(rulesFolder))];
  await mkdir(targetFolder, { recursive: true });
  const index = [];
  for (const { id, kind, source } of guides) {
    const markdown = flattenLinks(await readFile(source, 'utf8'));
    const file = `${id}.md`;
    await writeFile(join(targetFolder, file), markdown);
    const [title, ...sections] = findHeadings(markdown);
    if (title === undefined) throw new Error(`${source} has no title.`);
    index.push({ id, kind, title: title.text, file, sections: sections.map(({ slug }) => slug) });
  }
  await writeFile(join(targetFolder, 'index.json'), `${JSON.stringify(index, null, 2)}\n`);
}

async function findRuleGuides(rulesFolder) {
  const ids = await list(join(rulesFolder, 'hazards'));
  return ids
    .map((id) => ({ id, kind: 'rule', source: join(rulesFolder, 'hazards', id, 'guide.md') }))
    .filter(({ source }) => existsSync(source));
}

async function findPatternGuides(rulesFolder) {
  const names = await list(join(rulesFolder, 'guides'));
  return names
    .filter((name) => name.endsWith('.md'))
    .map((name) => ({ id: basename(name, '.md'), kind: 'pattern', source: join(rulesFolder, 'guides', name) }));
}

async function list(folder) {
  return existsSync(folder) ? (await readdir(folder)).sort() : [];
}

/** In the sources guides live in folders of their own; laid out, they are neighbours. */
function flattenLinks(markdown) {
  return markdown
    .replace(/\]\((?:\.\.\/)+(?:hazards\/)?([\w-]+)\/guide\.md(?=[)#])/g, ']($1.md')
    .replace(/\]\((?:\.\.\/)+guides\/([\w-]+\.md)(?=[)#])/g, ']($1');
}
