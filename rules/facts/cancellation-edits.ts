import { isCancelledError } from './cancellation-catchers.ts';
import { stepCompletions } from './completions.ts';
import { type Edit, indentationAt, indentationUnit, insertAt, lineEnding, replace } from './edits.ts';
import { type FileModel, derive, regionAt, valueAt } from './file-model.ts';
import type { HandlerClause } from './handlers.ts';
import type { Handler, ValueId } from './model.ts';
import { importedModule } from './module-imports.ts';

/** Makes a handler raise the cancellation again, or puts one before it that lets it through; undefined where that needs a person. */
export function cancellationEdits(file: FileModel, handler: HandlerClause, raised: ValueId | undefined): readonly Edit[] | undefined {
  const written = handler.structure.handlers.find(({ region }) => region === handler.region);
  if (written === undefined) return undefined;
  const [only, ...others] = written.catches;
  const isAlone = others.length === 0 && only !== undefined && isCancelledError(file, only);
  return isAlone ? raiseAgain(file, written, raised) : letThrough(file, written);
}

/** `raise` at the end of a handler for nothing else, or in place of what ends it. */
function raiseAgain(file: FileModel, { region: id, headSpan }: Handler, raised: ValueId | undefined): readonly Edit[] | undefined {
  const { span, steps } = regionAt(file, id);
  const last = steps.at(-1);
  if (raised !== undefined) {
    const isLast = last?.kind === 'throw' && last.value === raised && last.span.end === span.end;
    return isLast ? [replace(last.span, 'raise')] : undefined;
  }
  if (last === undefined) return /^(?:pass|\.\.\.)$/.test(file.text.slice(span.start, span.end)) ? [replace(span, 'raise')] : undefined;
  const isJump = /^(?:return|break|continue)$/.test(last.kind);
  const { next, returns, breaks, continues } = stepCompletions(file, isJump ? steps.slice(0, -1) : steps);
  if (!next || returns || breaks.size + continues.size > 0 || last.span.end !== span.end) return undefined;
  const isPlain = last.kind !== 'return' || last.value === undefined || /^(?:literal|name|member)$/.test(valueAt(file, last.value).kind);
  if (isJump) return isPlain ? [replace(last.span, 'raise')] : undefined;
  const isInline = !/[\r\n]/.test(file.text.slice(headSpan.end, span.start));
  return [insertAt(span.end, isInline ? '; raise' : `${lineEnding(file)}${indentationAt(file, span.start)}raise`)];
}

/** A handler of its own for the cancellation, before the one that catches more. */
function letThrough(file: FileModel, { span, group }: Handler): readonly Edit[] | undefined {
  const error = cancelledErrorName(file);
  if (error === undefined) return undefined;
  const indentation = indentationAt(file, span.start);
  const newline = lineEnding(file);
  const clause = `except${group ? '*' : ''} ${error.name}:${newline}${indentation}${indentationUnit(file)}raise${newline}${indentation}`;
  return [...error.edits, insertAt(span.start, clause)];
}

interface ErrorName {
  readonly name: string;
  readonly edits: readonly Edit[];
}

const errorNameKey = Symbol('name of the cancelled error');

function cancelledErrorName(file: FileModel): ErrorName | undefined {
  return derive(file, errorNameKey, () => ({ found: findErrorName(file) })).found;
}

function findErrorName(file: FileModel): ErrorName | undefined {
  const imported = file.facts.bindings.find((binding) => binding.import?.module === 'asyncio' && binding.import.name === 'CancelledError' && binding.fn === 0);
  if (imported !== undefined) return { name: imported.name, edits: [] };
  const module = importedModule(file, 'asyncio');
  return module === undefined ? undefined : { name: `${module.name}.CancelledError`, edits: module.edits };
}
