import { bindingOf, readsOf } from './bindings.ts';
import { type Edit, insertAt, lineEnding, replace } from './edits.ts';
import { type FileModel, functionOf, placeOf, textOf, valueAt, withoutCasts } from './file-model.ts';
import type { CallValue, ValueId } from './model.ts';
import { pipeChain } from './pipe-chains.ts';

/** Makes the statement `a.pipe(b).pipe(c)` an awaited `pipeline(a, b, c)`, with its import; undefined where anything else is done with the chain. */
export function pipelineEdits(file: FileModel, first: CallValue): readonly Edit[] | undefined {
  const { isAsync } = functionOf(file, first.id);
  const callee = valueAt(file, first.callee);
  const imported = importEdit(file);
  if (!isAsync || callee.kind !== 'member' || imported === undefined) return undefined;
  const stages = [callee.object];
  let last = first;
  for (const pipe of pipeChain(file, first)) {
    const [stage, ...others] = pipe.args;
    if (stage === undefined || stage.spread || others.length > 0) return undefined;
    stages.push(stage.value);
    last = pipe;
  }
  const place = placeOf(file, last.id);
  if (place.kind !== 'step' || place.step.kind !== 'evaluate' || isUsedLater(file, stages.at(-1), last)) return undefined;
  const written = stages.map((stage) => textOf(file, valueAt(file, stage).span)).join(', ');
  return [...imported.edits, replace(last.span, `await ${imported.name}(${written})`)];
}

/** Who goes on with a stream after the pipe may wait for its end, which has come already once `pipeline` is done. */
function isUsedLater(file: FileModel, stage: ValueId | undefined, last: CallValue): boolean {
  const binding = stage === undefined ? undefined : bindingOf(file, withoutCasts(file, stage));
  return binding !== undefined && readsOf(file, binding.id).some((read) => valueAt(file, read).span.start > last.span.end);
}

/** The name `pipeline` of `stream/promises` goes by in the file, imported behind the last import where it is not yet. */
function importEdit(file: FileModel): { readonly name: string; readonly edits: readonly Edit[] } | undefined {
  const present = file.facts.bindings.find(({ import: from }) => from?.name === 'pipeline' && !from.typeOnly && /^(?:node:)?stream\/promises$/.test(from.module));
  if (present !== undefined) return { name: present.name, edits: [] };
  const last = file.facts.imports.findLast(({ form }) => form === 'static');
  if (last === undefined || file.facts.bindings.some(({ name }) => name === 'pipeline')) return undefined;
  const text = textOf(file, last.span);
  const quote = text.includes('"') ? '"' : "'";
  const semicolon = text.endsWith(';') ? ';' : '';
  return { name: 'pipeline', edits: [insertAt(last.span.end, `${lineEnding(file)}import { pipeline } from ${quote}node:stream/promises${quote}${semicolon}`)] };
}
