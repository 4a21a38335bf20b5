import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ruleCatalog } from 'eslint-plugin-asynclint/engine';
import { describe, it } from 'mocha';
import { findHeadings } from '../../../server/project/guide-headings.ts';
import { findGuides, guideUri } from '../../../server/project/guides.ts';

describe('guides', () => {
  it('has one for each rule, with the sections its messages lead to', () => {
    const guides = findGuides();
    for (const { id, messages } of ruleCatalog) {
      const guide = guides.get(id);
      assert.ok(guide, id);
      assert.equal(guide.kind, 'rule');
      assert.match(readFileSync(guide.path, 'utf8'), /^# /);
      for (const { section } of Object.values(messages)) if (section !== undefined) assert.ok(guide.sections.includes(section), `${id}#${section}`);
      assert.match(guideUri(guide, 'x'), /^file:\/\/\/.*\.md#x$/);
    }
  });

  it('names headings as GitHub does', () => {
    const markdown = '# `a.b()`: what & why?\n\n```md\n## no\n```\n\n## Ünïcode – dash\n## A\n## A ##\n   ### C_d e\n#no\n~~~\n# no\n```\n# no\n~~~\n## Z';
    assert.deepEqual(findHeadings(markdown).map(({ slug, level, line }) => [slug, level, line]), [
      ['ab-what--why', 1, 0],
      ['ünïcode--dash', 2, 6],
      ['a', 2, 7],
      ['a-1', 2, 8],
      ['c_d-e', 3, 9],
      ['z', 2, 16],
    ]);
  });
});
