import { bindingOf } from './bindings.ts';
import { type FileModel, derive, valueAt, withoutCasts } from './file-model.ts';
import type { CallValue, ClassId, ValueId } from './model.ts';
import { linkedOrigin, symbolOf } from './origins.ts';
import { valuesOfKind } from './values-of-kind.ts';

const option = 'captureRejections';
const mentionKey = Symbol('captureRejections in options');
const assignmentKey = Symbol('captureRejections assigned');

/**
 * Does an emitter hand rejections of its listeners to its 'error' listeners? It does where it, its class or all emitters of
 * the file are made with `captureRejections`.
 */
export function capturesRejections(file: FileModel, call: CallValue): boolean {
  const callee = valueAt(file, call.callee);
  if (callee.kind !== 'member' || !/^(?:on|once|addListener|prependListener|prependOnceListener)$/.test(callee.property ?? '')) return false;
  const made = makerOf(file, callee.object);
  if (made === undefined ? (takesNoOption(file, callee.object) ? assignsOption(file) : setsOption(file)) : made.args.some(({ value }) => hasOption(file, value)) || assignsOption(file)) return true;
  const origin = linkedOrigin(file, callee.object);
  if (origin?.origin.kind !== 'instance') return false;
  return superCalls(origin.file, origin.origin.class).some((made) => made.args.some(({ value }) => hasOption(origin.file, value)));
}

/** Emitters that others make, and make without options: the process, sockets, file streams. */
function takesNoOption(file: FileModel, id: ValueId): boolean {
  return /^(?::process$|(?:process|child_process|cluster|fs|net|tls|worker_threads|ws):)/.test(symbolOf(file, id) ?? '');
}

/** `new EventEmitter(options)`, where the file shows that a name stands for one. */
function makerOf(file: FileModel, id: ValueId): CallValue | undefined {
  const binding = bindingOf(file, withoutCasts(file, id));
  const made = binding?.init === undefined || binding.path.length > 0 ? undefined : withoutCasts(file, binding.init);
  return made?.kind === 'call' && made.form === 'construct' && /^events:(?:EventEmitter|default)?$/.test(symbolOf(file, made.callee) ?? '') ? made : undefined;
}

/** An options object with it, or an assignment to it, anywhere in the file. */
function setsOption(file: FileModel): boolean {
  return derive(file, mentionKey, () => valuesOfKind(file, 'object').some(({ id }) => hasOption(file, id))) || assignsOption(file);
}

/** `EventEmitter.captureRejections = true`. */
function assignsOption(file: FileModel): boolean {
  return derive(file, assignmentKey, () =>
    valuesOfKind(file, 'assign').some(({ target }) => {
      const member = target.kind === 'member' ? valueAt(file, target.value) : undefined;
      return member?.kind === 'member' && member.property === option;
    }),
  );
}

function hasOption(file: FileModel, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  return value.kind === 'object' && value.entries.some(({ key }) => key === option);
}

function superCalls(file: FileModel, id: ClassId): CallValue[] {
  const { span } = file.facts.classes[id] ?? {};
  return file.calls.filter((call) => {
    const callee = valueAt(file, call.callee);
    return callee.kind === 'this' && callee.form === 'super' && span !== undefined && call.span.start >= span.start && call.span.end <= span.end;
  });
}
