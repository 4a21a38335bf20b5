import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { parserShortcuts } from './python-parser-shortcuts.mjs';

const { resolve } = createRequire(import.meta.url);
const packageFolder = dirname(resolve('@zzzen/pyright-internal/package.json'));
const sources = join(packageFolder, 'dist');

/** What pyright's parser needs of the rest of pyright, in as few lines as that takes. */
const standIns = {
  'common/diagnosticSink.js': `
    exports.DiagnosticSink = class {
      constructor() { this.errors = []; }
      addError(message, range) { this.errors.push({ message, start: range.start, end: range.end }); }
      fetchAndClear() { return this.errors.splice(0); }
    };`,
  'common/diagnostic.js': `
    exports.DiagnosticAddendum = class {
      constructor() { this.messages = []; }
      addMessage(message) { this.messages.push(message); }
      getString() { return this.messages.map((message) => '\\n' + message).join(''); }
    };`,
  'common/positionUtils.js': 'exports.convertOffsetsToRange = (start, end) => ({ start, end });',
  'common/stringUtils.js': 'exports.getStringFingerprint = () => undefined;',
  'common/timing.js': `
    const untimed = { timeOperation: (operation) => operation() };
    exports.timingStats = { tokenizeFileTime: untimed, parseFileTime: untimed };`,
  'common/debug.js': `
    exports.assert = (condition) => { if (!condition) throw new Error('The parser is in a state it should never be in.'); };
    exports.fail = (message) => { throw new Error(message); };`,
};

/** Changes to pyright's own files: each text must occur there exactly once. */
const patches = {
  'parser/parser.js': [
    // Longer chains than this would be lost: ours can be longer before a tree walk is in danger.
    ['const maxChildNodeDepth = 256;', 'const maxChildNodeDepth = 1000;'],
    // Types in comments are no business of ours, and mistakes in them are no syntax errors.
    ['const commentRegEx = /^(\\s*#\\s*type:\\s*)([^\\r\\n]*)/;', 'const commentRegEx = /(?!)/;'],
    // It is the language's own warning, and no syntax error, to leave a `finally` block early.
    [
      'const wasInFinallyLoop = this._isInFinallyLoop;\n            this._isInFinallyBlock = true;\n            this._isInFinallyLoop = this._isInLoop;',
      'const wasInFinallyLoop = this._isInFinallyLoop;',
    ],
    // `case {}:` is a pattern.
    [
      'return (itemList.parseError ||\n            parseNodes_1.ErrorNode.create(this._getOwnerKey(), this._peekToken(), 11 /* ErrorExpressionCategory.MissingPattern */));',
      'return itemList.parseError || parseNodes_1.PatternMappingNode.create(this._getOwnerKey(), firstToken, []);',
    ],
    // A function's head without its end must not take everything with it up to the next colon.
    [
      'this._addSyntaxError(localize_1.LocMessage.expectedCloseParen(), openParenToken);\n            this._consumeTokensUntilType([10 /* TokenType.Colon */]);\n        }\n        let returnType;',
      'this._addSyntaxError(localize_1.LocMessage.expectedCloseParen(), openParenToken);\n            this._consumeTokensUntilType([10, 2]);\n        }\n        let returnType;',
    ],
    // The opening parenthesis belongs to a yield as much as the closing one does.
    ['(0, parseNodes_1.extendRange)(yieldExpr, this._getNextToken());', '(0, parseNodes_1.extendRange)(yieldExpr, startParen), (0, parseNodes_1.extendRange)(yieldExpr, this._getNextToken());'],
  ],
  'parser/tokenizer.js': [
    // In a raw string `\\N` is no escape, and what follows in braces is a field.
    [
      'if (!isInNamedUnicodeEscape &&\n                    this._cs.getCurrentChar() === 78 /* Char.N */',
      'if (!isInNamedUnicodeEscape && (flags & 8) === 0 &&\n                    this._cs.getCurrentChar() === 78 /* Char.N */',
    ],
  ],
  'parser/stringTokenUtils.js': [['localValue = String.fromCharCode(hexValue);', 'localValue = hexValue > 0x10ffff ? \'\' : String.fromCodePoint(hexValue);']],
};

const entry = `
  export { Parser, ParseOptions } from './parser/parser.js';
  export { DiagnosticSink } from './common/diagnosticSink.js';
  export { pythonVersion3_15 } from './common/pythonVersion.js';
  export { getUnescapedString } from './parser/stringTokenUtils.js';
`;

/** Bundles what parses of pyright into one CommonJS file, and puts it into these folders with its licence beside it. */
export async function bundlePythonParser(folders) {
  const bundle = await makeBundle();
  for (const folder of folders) {
    await mkdir(folder, { recursive: true });
    await copyFile(join(packageFolder, 'LICENSE'), join(folder, 'pyright-licence.txt'));
    // Whoever reads the old one at this moment reads it to its end.
    const fresh = join(folder, `.pyright-parser-${process.pid}`);
    await writeFile(fresh, bundle);
    await rename(fresh, join(folder, 'pyright-parser.cjs'));
  }
}

async function makeBundle() {
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  const result = await build({
    stdin: { contents: entry, resolveDir: sources },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'warning',
    banner: { js: `/* From @zzzen/pyright-internal ${version}; its licence is in pyright-licence.txt. */` },
    plugins: [adaptSources],
  });
  return result.outputFiles[0].contents;
}

const adaptSources = {
  name: 'adapt-sources',
  setup({ onLoad }) {
    onLoad({ filter: /\.js$/ }, async ({ path }) => {
      const file = relative(sources, path).replaceAll('\\', '/');
      if (file === 'localization/localize.js') return { contents: await englishMessages() };
      const contents = standIns[file] ?? applyPatches(file, await readFile(path, 'utf8'));
      return { contents };
    });
  },
};

function applyPatches(file, source) {
  return [...(patches[file] ?? []), ...(parserShortcuts[file] ?? [])].reduce((text, [before, after, times = 1]) => {
    const found = typeof before === 'string' ? text.split(before).length - 1 : [...text.matchAll(before)].length;
    if (found !== times) throw new Error(`pyright has changed: ${file} should contain ${times === 1 ? 'once' : `${times} times`}: ${before}`);
    return text.replace(before, typeof before === 'string' ? () => after : after);
  }, source);
}

/** The messages that the parser has, and no others: pyright has hundreds, in sixteen languages. */
async function englishMessages() {
  const parser = await readFile(join(sources, 'parser/parser.js'), 'utf8');
  const texts = JSON.parse(await readFile(join(sources, 'localization/package.nls.en-us.json'), 'utf8'));
  const used = (table, section) => {
    const names = new Set([...parser.matchAll(new RegExp(String.raw`localize_1\.${table}\.(\w+)`, 'g'))].map(([, name]) => name));
    return Object.fromEntries([...names].sort().map((name) => [name, textOf(texts[section][name])]));
  };
  return `
    const formatted = new Set(${JSON.stringify([...parser.matchAll(/localize_1\.(\w+\.\w+)\(\)\.format\(/g)].map(([, name]) => name))});
    const fill = (text) => ({ format: (values) => text.replace(/\\{(\\w+)\\}/g, (whole, name) => String(values[name] ?? whole)) });
    const table = (kind, texts) => Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, formatted.has(kind + '.' + name) ? () => fill(text) : () => text]));
    exports.LocMessage = table('LocMessage', ${JSON.stringify(used('LocMessage', 'Diagnostic'))});
    exports.LocAddendum = table('LocAddendum', ${JSON.stringify(used('LocAddendum', 'DiagnosticAddendum'))});`;
}

function textOf(entry) {
  return typeof entry === 'string' ? entry : entry.message;
}
