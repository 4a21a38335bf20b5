import { readsOf } from './bindings.ts';
import { callbackSlot } from './call-graph.ts';
import { fateOf, methodCallOn } from './fates.ts';
import { type FileModel, functionOf, targetBindings } from './file-model.ts';
import { partMakers } from './knowledge/resources.ts';
import type { BindingId, ValueId } from './model.ts';

/** Does a part of something live on behind the function that made it, and the thing with it: `connection.createChannel()`, for a consumer? */
export function livesOnInParts(file: FileModel, binding: BindingId): boolean {
  return readsOf(file, binding).some((read) => {
    const method = methodCallOn(file, read);
    return method !== undefined && partMakers.test(method.member.property ?? '') && livesOn(file, method.call.id, 0);
  });
}

const deepest = 4;

function livesOn(file: FileModel, id: ValueId, depth: number): boolean {
  if (depth > deepest) return true;
  const fate = fateOf(file, id);
  switch (fate.kind) {
    case 'awaited':
      return livesOn(file, fate.by, depth + 1);
    case 'returned':
    case 'yielded':
    case 'element':
      return true;
    case 'argument':
      return fate.call.form === 'construct';
    case 'stored':
      if (fate.assign.target.kind === 'member') return true;
      return targetBindings(fate.assign.target).some((part) => readsOf(file, part).some((read) => isInCallback(file, read, id) || livesOn(file, read, depth + 1)));
    default:
      return false;
  }
}

/** Is a part used by a function that others call later? */
function isInCallback(file: FileModel, read: ValueId, made: ValueId): boolean {
  const owner = functionOf(file, read).id;
  return owner !== functionOf(file, made).id && callbackSlot(file, owner) !== undefined;
}
