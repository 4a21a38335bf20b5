import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Heading, findHeadings } from '../../server/project/guide-headings.ts';

/** A guide in the sources. */
export interface GuideFile {
  readonly id: string;
  readonly kind: 'rule' | 'pattern';
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
  readonly headings: readonly Heading[];
}

const rulesFolder = join(import.meta.dirname, '../../rules');

/** The guides of the rules, then those of the patterns. */
export const guides: readonly GuideFile[] = [
  ...list('hazards').map((id) => ({ id, kind: 'rule' as const, path: join(rulesFolder, 'hazards', id, 'guide.md') })),
  ...list('guides').map((name) => ({ id: basename(name, '.md'), kind: 'pattern' as const, path: join(rulesFolder, 'guides', name) })),
]
  .filter(({ path }) => path.endsWith('.md') && existsSync(path))
  .map((guide) => {
    const text = readFileSync(guide.path, 'utf8');
    return { ...guide, text, headings: findHeadings(text) };
  });

function list(folder: string): readonly string[] {
  const path = join(rulesFolder, folder);
  return existsSync(path) ? readdirSync(path).sort() : [];
}
