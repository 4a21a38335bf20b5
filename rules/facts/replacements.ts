import { holds } from './argument-tests.ts';
import { type Edit, awaitEdits, insertAt, lineEnding, replace } from './edits.ts';
import { type FileModel, textOf, valueAt } from './file-model.ts';
import type { BlockingEntry } from './knowledge/schema.ts';
import type { BindingFact, CallValue, ImportFact, MemberValue, NameValue } from './model.ts';
import { calleeSymbol } from './origins.ts';
import { pythonReplacement } from './python-replacements.ts';
import { moduleOf, pathOf } from './symbol-paths.ts';

/** Edits that await the replacement of a blocking call in its place, with what has to be imported; undefined where that needs a person. */
export function replacementEdits(file: FileModel, call: CallValue, entry: BlockingEntry): readonly Edit[] | undefined {
  const { replacement } = entry;
  const symbol = calleeSymbol(file, call);
  if (replacement === undefined || symbol === undefined || call.form !== 'call' || call.optional) return undefined;
  if (entry.replacementUnless !== undefined && holds(file, call, entry.replacementUnless)) return undefined;
  const callee = valueAt(file, call.callee);
  const renamed =
    file.facts.language === 'python'
      ? pythonReplacement(file, call, symbol, replacement)
      : callee.kind === 'member'
        ? replaceMember(file, callee, symbol, replacement)
        : callee.kind === 'name'
          ? replaceName(file, callee, replacement)
          : undefined;
  if (renamed === undefined) return undefined;
  return [...renamed, ...awaitEdits(file, call.id)].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** `fs.readFileSync` becomes `fs.promises.readFile`, `bcrypt.hashSync` `bcrypt.hash`, `dir.readSync` `dir.read`. */
function replaceMember(file: FileModel, callee: MemberValue, symbol: string, replacement: string): Edit[] | undefined {
  const name = lastName(replacement);
  const sameModule = moduleOf(replacement) === moduleOf(symbol);
  if (callee.key !== undefined) return undefined;
  if (sameModule && withoutLastName(symbol) === withoutLastName(replacement)) return [replace(callee.propertySpan, name)];
  const promisesOf = moduleOf(replacement) === 'fs/promises' && /^(?:fs|graceful-fs|fs-extra)$/.test(moduleOf(symbol));
  if (!promisesOf || pathOf(symbol) !== callee.property) return undefined;
  const imported = importedPromises(file);
  if (imported !== undefined) return [replace(callee.span, `${imported}.${name}`)];
  return [replace(callee.propertySpan, `promises.${name}`)];
}

/** The name the whole of `fs/promises` goes by in this file. */
function importedPromises(file: FileModel): string | undefined {
  return file.facts.bindings.find(
    (binding) => /^(?:node:)?fs\/promises$/.test(binding.import?.module ?? '') && /^(?:\*|default)$/.test(binding.import?.name ?? '') && binding.import?.typeOnly !== true,
  )?.name;
}

/** `readFileSync` becomes `readFile`, imported beside it. */
function replaceName(file: FileModel, callee: NameValue, replacement: string): Edit[] | undefined {
  const binding = callee.binding === undefined ? undefined : file.facts.bindings[callee.binding];
  if (binding?.fn !== 0) return undefined;
  const name = lastName(replacement);
  const module = moduleOf(replacement);
  const present = importedAs(file, module, name);
  if (present !== undefined) return [replace(callee.span, present)];
  const whole = module === 'fs/promises' ? importedPromises(file) : undefined;
  if (whole !== undefined) return [replace(callee.span, `${whole}.${name}`)];
  if (file.facts.bindings.some((other) => other.name === name)) return undefined;
  const importing = importEdit(file, binding, module, name);
  return importing === undefined ? undefined : [importing, replace(callee.span, name)];
}

function importedAs(file: FileModel, module: string, name: string): string | undefined {
  return file.facts.bindings.find(
    (binding) => binding.import?.name === name && !binding.import.typeOnly && binding.import.module.replace(/^node:/, '') === module,
  )?.name;
}

/** Imports a name beside an imported one: in the same braces where it is the same module, else on a line of its own. */
function importEdit(file: FileModel, beside: BindingFact, module: string, name: string): Edit | undefined {
  const statement = file.facts.imports.find((entry) => contains(entry, beside) || requires(file, entry, beside));
  if (statement === undefined) return undefined;
  const written = statement.module;
  const prefix = written.startsWith('node:') ? 'node:' : '';
  if (written.slice(prefix.length) === module) return insertAt(beside.span.end, `, ${name}`);
  const quote = textOf(file, statement.span).includes(`"${written}"`) ? '"' : "'";
  const specifier = `${quote}${prefix}${module}${quote}`;
  const end = statementEnd(file, statement, beside);
  const semicolon = file.text.charAt(end - 1) === ';' ? ';' : '';
  const line = statement.form === 'static' ? `import { ${name} } from ${specifier}` : `const { ${name} } = require(${specifier})`;
  return insertAt(end, `${lineEnding(file)}${line}${semicolon}`);
}

function contains({ span }: ImportFact, { span: inner }: BindingFact): boolean {
  return span.start <= inner.start && inner.end <= span.end;
}

/** `const { readFileSync } = require('fs')`. */
function requires(file: FileModel, { form, span }: ImportFact, { init, path }: BindingFact): boolean {
  if (form !== 'require' || init === undefined || path.length !== 1) return false;
  const value = valueAt(file, init);
  return value.span.start === span.start && value.span.end === span.end;
}

function statementEnd(file: FileModel, { form, span }: ImportFact, beside: BindingFact): number {
  if (form === 'static') return span.end;
  const after = Math.max(span.end, beside.span.end);
  return file.text.charAt(after) === ';' ? after + 1 : after;
}

function lastName(symbol: string): string {
  return /[^:.#()]*$/.exec(symbol)?.[0] ?? '';
}

function withoutLastName(symbol: string): string {
  return symbol.slice(0, symbol.length - lastName(symbol).length);
}
