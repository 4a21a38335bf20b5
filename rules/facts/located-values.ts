import { AnswerTable } from './edit-trace.ts';
import { type FileModel, deriveLinked } from './file-model.ts';
import type { ValueId } from './model.ts';
import { isAsking } from './order-free.ts';
import type { Located } from './origins.ts';

type Locations = AnswerTable<Located | typeof nowhere>;

const nowhere = Symbol('nowhere');
const key = Symbol('located values');

/** How many values are being located: what is found meanwhile may hold only on the way. */
let locating = 0;

/** Where a value comes from, followed into other files, as `locate` finds it: remembered by value, since every rule asks it of most. */
export function locatedOnce(file: FileModel, id: ValueId, locate: (file: FileModel, id: ValueId) => Located | undefined): Located | undefined {
  // What is traced has to pass by the memories that know what answers are made of.
  const { trace } = file.links;
  if (trace?.isThorough === true) return locate(file, id);
  const located = (file.linked.get(key) as Locations | undefined) ?? locations(file);
  const known = located.get(id, trace);
  if (known !== undefined) return known === nowhere ? undefined : known;
  const since = trace?.place;
  locating++;
  try {
    const found = locate(file, id);
    if (locating === 1 && !isAsking()) located.set(id, found ?? nowhere, trace, since);
    return found;
  } finally {
    locating--;
  }
}

function locations(file: FileModel): Locations {
  return deriveLinked(file, key, (): Locations => new AnswerTable(file.facts.values.length));
}
