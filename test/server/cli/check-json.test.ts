import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { describeReport } from '../../../server/cli/checked-file.ts';
import { formatJson } from '../../../server/cli/formats/json.ts';
import { formatText } from '../../../server/cli/formats/text.ts';
import { makeFolder } from '../make-folder.ts';
import { sampleGuides } from '../sample-guides.ts';
import { runAsynclint } from './run-asynclint.ts';

describe('asynclint check --format json', () => {
  it('has the shape of ESLint, one entry for each file', async () => {
    const directory = makeFolder({ 'a.ts': 'async function f() {}\nexport const g = () => { f(); };\n', 'b.ts': '' });
    const { code, stdout } = await runAsynclint(['check', '--format', 'json'], { directory });
    assert.equal(code, 1);
    const [a, b] = JSON.parse(stdout) as readonly Record<string, unknown>[];
    assert.equal(a?.['filePath'], join(directory, 'a.ts'));
    assert.equal(a['errorCount'], 1);
    const [message] = a['messages'] as readonly Record<string, unknown>[];
    assert.deepEqual(
      [message?.['ruleId'], message?.['severity'], message?.['line'], message?.['column'], message?.['endLine'], message?.['endColumn']],
      ['asynclint/no-floating-task', 2, 2, 26, 2, 29],
    );
    assert.deepEqual(b, {
      filePath: join(directory, 'b.ts'),
      messages: [],
      suppressedMessages: [],
      errorCount: 0,
      fatalErrorCount: 0,
      warningCount: 0,
      fixableErrorCount: 0,
      fixableWarningCount: 0,
      usedDeprecatedRules: [],
    });
  });

  it('says that a syntax error is fatal', async () => {
    const directory = makeFolder({ 'a.ts': 'function ( {' });
    const [file] = JSON.parse((await runAsynclint(['check', '--format=json'], { directory })).stdout) as readonly Record<string, unknown>[];
    assert.equal(file?.['fatalErrorCount'], 1);
    const [message] = file['messages'] as readonly Record<string, unknown>[];
    assert.deepEqual([message?.['ruleId'], message?.['fatal'], message?.['severity']], [null, true, 2]);
  });
});

describe('the report of a finding', () => {
  const text = 'one\ntwo three\n';
  const file = describeReport(
    {
      path: '/project/a.ts',
      problems: [],
      suppressed: [],
      findings: [
        {
          ruleId: 'no-floating-task',
          messageId: 'floating',
          message: 'Nobody awaits it.',
          severity: 'warn',
          span: { start: 4, end: 7 },
          section: 'await-it',
          related: [{ path: '/project/lib/b.ts', span: { start: 3, end: 5 }, message: '`b` is async here' }],
          suggestions: [
            {
              messageId: 'await',
              title: 'Await it',
              preferred: true,
              edits: [
                { span: { start: 4, end: 4 }, text: '(await ' },
                { span: { start: 7, end: 7 }, text: ')' },
              ],
            },
          ],
        },
      ],
    },
    (path) => (path === '/project/a.ts' ? text : 'x\ny z\n'),
  );
  const guides = sampleGuides;
  const context = { directory: '/project', guides, version: '1.2.3', colors: false };

  it('merges the edits of a suggestion into one fix, and carries related places and the guide', () => {
    const [entry] = JSON.parse(formatJson([file], context)) as readonly { readonly messages: readonly unknown[] }[];
    assert.deepEqual(entry?.messages, [
      {
        ruleId: 'asynclint/no-floating-task',
        severity: 1,
        message: 'Nobody awaits it.',
        messageId: 'floating',
        line: 2,
        column: 1,
        endLine: 2,
        endColumn: 4,
        suggestions: [{ messageId: 'await', desc: 'Await it', fix: { range: [4, 7], text: '(await two)' } }],
        relatedLocations: [{ filePath: '/project/lib/b.ts', line: 2, column: 2, endLine: 2, endColumn: 4, message: '`b` is async here' }],
        guide: { id: 'no-floating-task', section: 'await-it', path: guides.get('no-floating-task')?.path },
      },
    ]);
  });

  it('prints related places and the way to the guide below it', () => {
    assert.equal(
      formatText([file], context),
      [
        'a.ts',
        '  2:1  warn   Nobody awaits it.  no-floating-task',
        '       lib/b.ts:2:2 `b` is async here',
        `       guide: asynclint explain no-floating-task#await-it (${guides.get('no-floating-task')?.path ?? ''})`,
        '',
        '1 problem (0 errors, 1 warning), 1 file checked.',
      ].join('\n'),
    );
  });
});
