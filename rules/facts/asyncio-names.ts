import type { FileModel } from './file-model.ts';
import { asyncioNames, asyncioNamesSince, rightPlaces } from './knowledge/python-asyncio-names.ts';
import type { Span } from './model.ts';
import { isGuarded, namesOfModule } from './module-uses.ts';
import { nearestName } from './nearest-name.ts';
import { type PythonVersion, pythonVersion } from './python-version.ts';

/** A name that `asyncio` does not have, at all or before some version. */
export interface UnknownName {
  readonly name: string;
  readonly span: Span;
  /** What it is probably meant to be, as an instruction; undefined where nobody knows. */
  readonly instead: string | undefined;
  /** The version that brings it, as it is written. */
  readonly since: string | undefined;
}

const known: readonly string[] = [...new Set([...asyncioNames, ...asyncioNamesSince.keys()])];
const knownNames: ReadonlySet<string> = new Set(known);

/** The names that a file takes from `asyncio` and that this version of Python does not have there. */
export function missingAsyncioNames(file: FileModel, version: PythonVersion): readonly UnknownName[] {
  const asked = namesOfModule(file, 'asyncio').filter(({ name, span }) => !name.startsWith('_') && !isGuarded(file, span));
  return asked.flatMap(({ name, span }): UnknownName[] => {
    const since = asyncioNamesSince.get(name);
    if (since !== undefined) return pythonVersion(since) > version && !checksVersions(file) && !asksForName(file, name) ? [{ name, span, since, instead: undefined }] : [];
    if (knownNames.has(name) || setsName(file, name)) return [];
    return [{ name, span, since: undefined, instead: rightPlaces.get(name) ?? similar(name) }];
  });
}

function similar(name: string): string | undefined {
  const nearest = nearestName(name, known);
  return nearest === undefined ? undefined : `did you mean \`asyncio.${nearest}\`?`;
}

/** Code that looks at the version somewhere knows what it may use where. */
function checksVersions({ text }: FileModel): boolean {
  return /\bversion_info\b|\bhasattr\(asyncio\b|\bgetattr\(asyncio\b/.test(text);
}

/** `hasattr(aio, 'timeout')`, under whatever name the module goes. */
function asksForName({ text }: FileModel, name: string): boolean {
  return new RegExp(String.raw`attr\(\s*\w+,\s*["']${name}["']`).test(text);
}

/** `asyncio.patched = ...`, `hasattr(asyncio, 'patched')`. */
function setsName({ text }: FileModel, name: string): boolean {
  return new RegExp(String.raw`\basyncio\.${name}\s*=[^=]|attr\(asyncio,\s*["']${name}["']`).test(text);
}
