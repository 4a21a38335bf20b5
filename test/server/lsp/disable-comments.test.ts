import assert from 'node:assert/strict';
import { checkSettings } from 'eslint-plugin-asynclint/engine';
import { describe, it } from 'mocha';
import { disableForFile } from '../../../server/lsp/disable-for-file.ts';
import { disableForLine } from '../../../server/lsp/disable-for-line.ts';
import { createSilencer } from './silence-finding.ts';

const rule = 'no-floating-task';
const settings = checkSettings({}, 'test');

const { annotate, silence } = createSilencer('/a.tsx', settings);

const above = (text: string): string => silence(text, (source, offset) => disableForLine(source, rule, offset, 'separateLine'));
const beside = (text: string): string => silence(text, (source, offset) => disableForLine(source, rule, offset, 'sameLine'));
const whole = (text: string): string => silence(text, (source) => disableForFile(source, rule));

const head = 'async function f(): Promise<number> { return 1; }\n';

describe('a comment for a line', () => {
  it('goes on a line of its own, indented like the code', () => {
    assert.equal(above(`${head}{\n\t  f();\n}`), `${head}{\n\t  // eslint-disable-next-line asynclint/no-floating-task\n\t  f();\n}`);
    assert.equal(above('f();\r\nasync function f() {}\r\n'), '// eslint-disable-next-line asynclint/no-floating-task\r\nf();\r\nasync function f() {}\r\n');
  });

  it('or at the end of the line', () => {
    assert.equal(beside(`${head}f();\n`), `${head}f(); // eslint-disable-line asynclint/no-floating-task\n`);
    assert.equal(beside(`${head}f(); // why`), `${head}f(); /* eslint-disable-line asynclint/no-floating-task */ // why`);
    assert.equal(beside(`${head}f(); /* why */`), `${head}f(); /* why */ // eslint-disable-line asynclint/no-floating-task`);
  });

  it('joins a comment that silences other rules there', () => {
    const joins: readonly (readonly [string, string])[] = [
      ['// eslint-disable-next-line a, b/c\nf();', '// eslint-disable-next-line a, b/c, asynclint/no-floating-task\nf();'],
      ['// eslint-disable-next-line a -- why not\nf();', '// eslint-disable-next-line a, asynclint/no-floating-task -- why not\nf();'],
      ['/* eslint-disable-next-line a */\nf();', '/* eslint-disable-next-line a, asynclint/no-floating-task */\nf();'],
      ['/* eslint-disable-next-line\n  a -- long\n  story */\nf();', '/* eslint-disable-next-line\n  a, asynclint/no-floating-task -- long\n  story */\nf();'],
      ['f(); // eslint-disable-line a', 'f(); // eslint-disable-line a, asynclint/no-floating-task'],
    ];
    for (const [before, after] of joins) {
      assert.equal(above(head + before), head + after);
      assert.equal(beside(head + before), head + after);
    }
  });

  it('does not join what only looks like one', () => {
    const next = '// eslint-disable-next-line asynclint/no-floating-task\n';
    for (const line of ['// eslint-disable-next-lines a\n', "const s = '// eslint-disable-next-line a';\n", '// see eslint-disable-next-line a\n']) {
      assert.equal(above(`${head}${line}f();`), `${head}${line}${next}f();`);
    }
  });

  it('goes between JSX children in braces', () => {
    const jsx = (child: string, before = ''): string => `${head}const x = <p>\n  <b/>\n${before}  ${child}\n</p>;`;
    const call = '{list.map(() => { f(); })}';
    const comment = '  {/* eslint-disable-next-line asynclint/no-floating-task */}\n';
    assert.equal(above(jsx(call)), jsx(call, comment));
  });

  it('does not take away a space of JSX text', () => {
    const jsx = (call: string): string => `${head}const x = <p>\n  some words\n  go on {list.map(() => { ${call}; })} here\n</p>;`;
    assert.equal(above(jsx('f()')), jsx('/* eslint-disable-line asynclint/no-floating-task */ f()'));
    assert.equal(beside(jsx('f()')), jsx('/* eslint-disable-line asynclint/no-floating-task */ f()'));
  });

  it('goes among JSX attributes as elsewhere', () => {
    assert.equal(
      above(`${head}const x = <p\n  id="a"\n  onClick={() => { f(); }}\n/>;`),
      `${head}const x = <p\n  id="a"\n  // eslint-disable-next-line asynclint/no-floating-task\n  onClick={() => { f(); }}\n/>;`,
    );
  });

  it('never becomes a part of a template or a string', () => {
    const template = (call: string): string => `${head}const s = \`one\ntwo \${list.map(() => { ${call}; })}\nthree\`;`;
    assert.equal(above(template('f()')), template('/* eslint-disable-line asynclint/no-floating-task */ f()'));
    assert.equal(beside(template('f()')), template('/* eslint-disable-line asynclint/no-floating-task */ f()'));
    const inner = (before: string): string => `${head}const s = \`one\n\${[\n${before}  () => { f(); },\n]}\`;`;
    assert.equal(above(inner('')), inner('  // eslint-disable-next-line asynclint/no-floating-task\n'));
    assert.equal(above(`${head}/* a\n b */ f();`), `${head}/* a\n b */ /* eslint-disable-line asynclint/no-floating-task */ f();`);
  });

  it('is not offered where the file cannot be read', () => {
    assert.equal(disableForLine({ text: 'f(', eol: '\n', regions: undefined }, rule, 0, 'separateLine'), undefined);
  });
});

describe('a comment for a file', () => {
  const comment = '/* eslint-disable asynclint/no-floating-task */\n';

  it('goes to its head, after the shebang', () => {
    assert.equal(whole(`${head}f();`), `${comment}${head}f();`);
    assert.equal(whole(`#!/usr/bin/env node\n${head}f();`), `#!/usr/bin/env node\n${comment}${head}f();`);
    assert.equal(disableForFile(annotate('#!/x\r\nf()'), rule).text, '/* eslint-disable asynclint/no-floating-task */\r\n');
  });

  it('joins one that is there', () => {
    assert.equal(
      whole(`#!/x\n// Copyright\n/* eslint-disable a -- old */\n${head}f();`),
      `#!/x\n// Copyright\n/* eslint-disable a, asynclint/no-floating-task -- old */\n${head}f();`,
    );
  });

  it('does not join one further down, nor a line comment', () => {
    assert.equal(whole(`${head}f();\n/* eslint-disable a */`), `${comment}${head}f();\n/* eslint-disable a */`);
    assert.equal(whole(`// eslint-disable a\n${head}f();`), `${comment}// eslint-disable a\n${head}f();`);
  });
});
