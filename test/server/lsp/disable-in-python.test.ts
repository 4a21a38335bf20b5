import assert from 'node:assert/strict';
import { checkSettings, createProject, findTextRegions, type FileReport, type TextEdit } from 'eslint-plugin-asynclint/engine';
import { describe, it } from 'mocha';
import type { AnnotatedSource } from '../../../server/lsp/annotated-source.ts';
import { disableForPythonFile, disableForPythonLine } from '../../../server/lsp/disable-in-python.ts';

const rule = 'no-blocking-call';
const settings = { ...checkSettings({}, 'test'), role: { role: 'server' as const, reason: 'said so' } };

function check(text: string): FileReport {
  const project = createProject({ host: { readFile: () => undefined } });
  project.setText('/a.py', text);
  return project.check('/a.py', settings);
}

function annotate(text: string): AnnotatedSource {
  return { text, eol: text.includes('\r\n') ? '\r\n' : '\n', regions: findTextRegions('/a.py', text) };
}

const apply = (text: string, { span, text: inserted }: TextEdit): string => text.slice(0, span.start) + inserted + text.slice(span.end);

/** The text after silencing its only finding, which must then be silenced, in a file that still parses. */
function silence(text: string, how: (source: AnnotatedSource, offset: number) => TextEdit | undefined): string {
  const [finding] = check(text).findings;
  assert.ok(finding, `a finding in: ${text}`);
  const edit = how(annotate(text), finding.span.start);
  assert.ok(edit, 'an edit');
  const silenced = apply(text, edit);
  const { findings, suppressed, problems } = check(silenced);
  assert.deepEqual({ findings, problems, suppressed: suppressed.length }, { findings: [], problems: [], suppressed: 1 }, silenced);
  return silenced;
}

const above = (text: string): string => silence(text, (source, offset) => disableForPythonLine(source, rule, offset, 'separateLine'));
const beside = (text: string): string => silence(text, (source, offset) => disableForPythonLine(source, rule, offset, 'sameLine'));
const whole = (text: string): string => silence(text, (source) => disableForPythonFile(source, rule));

const head = 'import time\nasync def f():\n';
const line = `${head}    time.sleep(1)\n`;
const next = '# eslint-disable-next-line asynclint/no-blocking-call';
const same = '# eslint-disable-line asynclint/no-blocking-call';

describe('comments that silence findings in Python', () => {
  const cases: readonly (readonly [name: string, actual: () => string, expected: string])[] = [
    ['above the line, as far in as it is', () => above(line), `${head}    ${next}\n    time.sleep(1)\n`],
    ['with the line breaks of the file', () => above(line.replaceAll('\n', '\r\n')), `${head}    ${next}\n    time.sleep(1)\n`.replaceAll('\n', '\r\n')],
    ['at the end of the line', () => beside(line), `${head}    time.sleep(1)  ${same}\n`],
    ['above where the line has a comment already', () => beside(`${head}    time.sleep(1)  # why\n`), `${head}    ${next}\n    time.sleep(1)  # why\n`],
    ['beside another rule, above', () => above(`${head}    # eslint-disable-next-line asynclint/x -- why\n    time.sleep(1)\n`), `${head}    # eslint-disable-next-line asynclint/x, asynclint/no-blocking-call -- why\n    time.sleep(1)\n`],
    ['beside another rule, at the end', () => above(`${head}    time.sleep(1)  # eslint-disable-line asynclint/x\n`), `${head}    time.sleep(1)  # eslint-disable-line asynclint/x, asynclint/no-blocking-call\n`],
    ['at the end where the line above goes on', () => above(`${head}    x = 1, \\\n        time.sleep(1)\n`), `${head}    x = 1, \\\n        time.sleep(1)  ${same}\n`],
    ['above where a string goes on behind the line', () => beside(`${head}    time.sleep(1), """\n    """\n`), `${head}    ${next}\n    time.sleep(1), """\n    """\n`],
    ['inside brackets', () => above(`${head}    x(\n        time.sleep(1),\n    )\n`), `${head}    x(\n        ${next}\n        time.sleep(1),\n    )\n`],
    ['for the file', () => whole(line), `# eslint-disable asynclint/no-blocking-call\n${line}`],
    ['for the file, behind what has to stand first', () => whole(`#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n${line}`), `#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n# eslint-disable asynclint/no-blocking-call\n${line}`],
    ['for the file, beside another rule', () => whole(`# licence\n# eslint-disable asynclint/x\n${line}`), `# licence\n# eslint-disable asynclint/x, asynclint/no-blocking-call\n${line}`],
  ];
  for (const [name, actual, expected] of cases) {
    it(name, () => {
      assert.equal(actual(), expected);
    });
  }

  it('nowhere in the middle of strings, and not where the text breaks off', () => {
    const text = `${head}    x = f"""\n{time.sleep(1)}\n"""\n`;
    assert.equal(disableForPythonLine(annotate(text), rule, text.indexOf('time.sleep'), 'separateLine'), undefined);
    assert.equal(disableForPythonLine(annotate(`${line}"""`), rule, line.indexOf('time.sleep'), 'separateLine'), undefined);
  });
});
