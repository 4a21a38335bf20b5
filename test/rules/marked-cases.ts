import assert from 'node:assert/strict';
import { createProject } from '../../rules/engine/api.ts';

/** Code that all rules look at. */
export interface MarkedCase {
  readonly name: string;
  /** A line that ends in `//! rule-id` is reported by that rule, any other line by none. */
  readonly code: string;
  /** Other files of the project, by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly path?: string;
}

const folder = '/project';
const marker = /[ \t]*\/\/!((?: [a-z-]+)+)$/gm;

/** Runs all rules over a project in memory, one test for each case. */
export function testMarkedCases(cases: readonly MarkedCase[]): void {
  for (const { name, code, files = {}, path = 'src/server.ts' } of cases) {
    it(name, () => {
      const texts = new Map(Object.entries({ 'package.json': '{"name":"server","private":true}', ...files, [path]: code.replaceAll(marker, '') }).map(([file, text]) => [`${folder}/${file}`, text]));
      const project = createProject({ host: { readFile: (file) => texts.get(file) } });
      for (const [file, text] of texts) project.setText(file, text);
      const { findings, problems } = project.check(`${folder}/${path}`, { preset: 'all', rules: {} });
      assert.deepEqual(problems, []);
      const text = texts.get(`${folder}/${path}`) ?? '';
      assert.deepEqual(findings.map(({ ruleId, span }) => `${String(lineOf(text, span.start))} ${ruleId}`).sort(), expectedOf(code).sort());
    });
  }
}

function expectedOf(code: string): string[] {
  return code.split('\n').flatMap((line, index) => [...line.matchAll(/\/\/!((?: [a-z-]+)+)$/g)].flatMap(([, rules = '']) => rules.trim().split(' ').map((rule) => `${String(index + 1)} ${rule}`)));
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
