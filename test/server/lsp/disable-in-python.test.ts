import assert from 'node:assert/strict';
import { checkSettings } from 'eslint-plugin-asynclint/engine';
import { describe, it } from 'mocha';
import { disableForPythonFile, disableForPythonLine } from '../../../server/lsp/disable-in-python.ts';
import { createSilencer } from './silence-finding.ts';

const rule = 'no-blocking-call';
const settings = { ...checkSettings({}, 'test'), role: { role: 'server' as const, reason: 'said so' } };

const { annotate, silence } = createSilencer('/a.py', settings);

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
