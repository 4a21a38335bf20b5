import type { SymbolPath } from './schema.ts';

/** What gives another instance of a class it is a member of, by the symbol path of the result. */
const pathMembers = [
  'parent',
  ...['absolute', 'expanduser', 'joinpath', 'readlink', 'relative_to', 'rename', 'replace', 'resolve', 'with_name', 'with_segments', 'with_stem', 'with_suffix'].map((name) => `${name}()`),
];

// https://docs.python.org/3/library/pathlib.html
const paths = ['Path', 'PosixPath', 'WindowsPath'].flatMap((name): [SymbolPath, SymbolPath][] => [
  ...pathMembers.map((member): [SymbolPath, SymbolPath] => [`pathlib:${name}#${member}`, `pathlib:${name}#`]),
  [`pathlib:${name}.cwd()`, `pathlib:${name}#`],
  [`pathlib:${name}.home()`, `pathlib:${name}#`],
  [`pathlib:${name}.from_uri()`, `pathlib:${name}#`],
]);

/** The instance that a symbol stands for, where its class has a member or function that gives one. */
export const sameInstances: ReadonlyMap<SymbolPath, SymbolPath> = new Map(paths);
