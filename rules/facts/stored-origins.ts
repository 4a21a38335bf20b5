import { type FileModel, derive, valueAt } from './file-model.ts';
import { stateHolders } from './knowledge/state-holders.ts';
import type { MemberValue, ValueId } from './model.ts';
import { type Origin, agreedOrigin, isNull, originOf } from './origins.ts';
import { plainText } from './plain-text.ts';
import { nameOf } from './words.ts';

const writesKey = Symbol('what applications hold');

/**
 * What an application holds for the code that serves it, by the name or key it is put there under in the same file:
 * `app['pool'] = create_pool()` is what `request.app['pool']` gives. Undefined where anything else is put there as well.
 */
function storedOrigin(file: FileModel, member: MemberValue): Origin | undefined {
  if (file.facts.language !== 'python') return undefined;
  const all = derive(file, writesKey, () => collectWrites(file));
  const place = all.size === 0 ? undefined : placeOf(file, member);
  const writes = place === undefined ? undefined : all.get(place);
  return writes === undefined ? undefined : agreedOrigin(writes.map((write) => (isNull(file, write) ? 'nothing' : originOf(file, write))));
}

/** The same, where it says more than that something is a member of an application. */
export function storedOr(file: FileModel, member: MemberValue, usual: Origin | undefined): Origin | undefined {
  const stored = storedOrigin(file, member);
  return usual === undefined || usual.kind === 'symbol' ? (stored ?? usual) : usual;
}

function collectWrites(file: FileModel): ReadonlyMap<string, readonly ValueId[]> {
  const writes = new Map<string, ValueId[]>();
  for (const value of file.facts.values) {
    if (value.kind !== 'assign' || value.operator !== '=' || value.target.kind !== 'member') continue;
    const member = valueAt(file, value.target.value);
    const place = member.kind === 'member' ? placeOf(file, member) : undefined;
    if (place === undefined) continue;
    const list = writes.get(place);
    if (list === undefined) writes.set(place, [value.value]);
    else list.push(value.value);
  }
  return writes;
}

function placeOf(file: FileModel, { object, property, key }: MemberValue): string | undefined {
  if (!stateHolders.test(nameOf(file, object) ?? '')) return undefined;
  if (property !== undefined) return `.${property}`;
  return key === undefined || !/^(?:literal|name)$/.test(valueAt(file, key).kind) ? undefined : `[${plainText(file, key)}]`;
}
