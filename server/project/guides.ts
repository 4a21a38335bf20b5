import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { GuideIndexEntry } from '../lsp/protocol.ts';
import { findHeadings } from './guide-headings.ts';

/** A guide on the disk: of a rule, or of a pattern. */
export interface Guide {
  readonly id: string;
  readonly kind: 'rule' | 'pattern';
  readonly title: string;
  /** Absolute path of the Markdown file. */
  readonly path: string;
  /** Heading slugs, in the order of the guide. */
  readonly sections: readonly string[];
}

/** The guides that came with this installation, by id. */
export type Guides = ReadonlyMap<string, Guide>;

/** Finds the guides: beside the bundle, or where the sources keep them. */
export function findGuides(): Guides {
  const here = dirname(fileURLToPath(import.meta.url));
  const bundled = join(here, 'guides', 'index.json');
  const guides = existsSync(bundled) ? readIndex(bundled) : readSources(join(here, '..', '..', 'rules'));
  return new Map(guides.map((guide) => [guide.id, guide]));
}

/** The address of a guide's section, as diagnostics and links carry it. */
export function guideUri(guide: Guide, section?: string): string {
  const uri = pathToFileURL(guide.path).href;
  return section === undefined ? uri : `${uri}#${section}`;
}

function readIndex(path: string): Guide[] {
  const entries = JSON.parse(readFileSync(path, 'utf8')) as readonly GuideIndexEntry[];
  return entries.map(({ id, kind, title, file, sections }) => ({ id, kind, title, sections, path: join(dirname(path), file) }));
}

function readSources(directory: string): Guide[] {
  const rules = listDirectory(join(directory, 'hazards')).map((id) => join(directory, 'hazards', id, 'guide.md'));
  const patterns = listDirectory(join(directory, 'guides')).filter((name) => name.endsWith('.md'));
  return [
    ...rules.filter((path) => existsSync(path)).map((path) => readGuide(basename(dirname(path)), 'rule', path)),
    ...patterns.map((name) => readGuide(basename(name, '.md'), 'pattern', join(directory, 'guides', name))),
  ];
}

function readGuide(id: string, kind: Guide['kind'], path: string): Guide {
  const [title, ...sections] = findHeadings(readFileSync(path, 'utf8'));
  return { id, kind, path, title: title?.text ?? id, sections: sections.map(({ slug }) => slug) };
}

function listDirectory(path: string): string[] {
  return existsSync(path) ? readdirSync(path).sort() : [];
}
