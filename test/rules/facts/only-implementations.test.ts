import assert from 'node:assert/strict';
import { callTarget } from '../../../rules/facts/call-graph.ts';
import { functionAt } from '../../../rules/facts/file-model.ts';
import { programOf } from './program-of.ts';

/** The function that the last call in use.ts runs, with the file it is in. */
function target(files: Readonly<Record<string, string>>): string {
  const program = programOf(new Map(Object.entries(files).map(([name, text]) => [`/src/${name}`, text])));
  const file = program.files.get('/src/use.ts');
  const call = file?.calls.at(-1);
  assert.ok(file !== undefined && call !== undefined);
  const found = callTarget(file, call);
  if (found === undefined) return 'unknown';
  const fn = functionAt(found.file, found.fn);
  const owner = fn.class === undefined ? '' : `${found.file.facts.classes[fn.class]?.name ?? ''}.`;
  return `${owner}${fn.name ?? ''} of ${found.file.path.replace('/src/', '')}`;
}

const store = 'export interface Store { load(): string; save?(text: string): void }';
const disk = "import type { Store } from './store'; export class Disk implements Store { load() { return ''; } }";
const use = "import type { Store } from './store'; export function read(store: Store) { store.load(); }";

const known: Readonly<Record<string, readonly [files: Readonly<Record<string, string>>, expected: string]>> = {
  'an interface': [{ 'store.ts': store, 'disk.ts': disk, 'use.ts': use }, 'Disk.load of disk.ts'],
  'an object type': [{ 'store.ts': 'export type Store = { load(): string };', 'disk.ts': disk, 'use.ts': use }, 'Disk.load of disk.ts'],
  'an abstract class': [
    {
      'store.ts': 'export abstract class Store { abstract load(): string; read() { return this.load(); } }',
      'disk.ts': "import { Store } from './store'; export class Disk extends Store { load() { return ''; } }",
      'use.ts': use,
    },
    'Disk.load of disk.ts',
  ],
  'a type by another name, through another file': [
    {
      'store.ts': store,
      'index.ts': "export { Store as Storage } from './store';",
      'disk.ts': "import type { Storage as S } from './index'; export class Disk implements S { load() { return ''; } }",
      'use.ts': "import type * as stores from './index'; export function read(store: stores.Storage) { store.load(); }",
    },
    'Disk.load of disk.ts',
  ],
  'a field': [{ 'store.ts': store, 'disk.ts': disk, 'use.ts': "import { Store } from './store'; class Reader { private readonly store: Store; read() { this.store.load(); } }" }, 'Disk.load of disk.ts'],
  'a field of the constructor': [
    { 'store.ts': store, 'disk.ts': disk, 'use.ts': "import { Store } from './store'; @Injectable() class Reader { constructor(@Inject('store') private readonly store: Store) {} read() { this.store.load(); } }" },
    'Disk.load of disk.ts',
  ],
  'a dependency taken out of others': [
    { 'store.ts': store, 'disk.ts': disk, 'use.ts': "import { Store } from './store'; interface Dependencies { store: Store } export function read({ store }: Dependencies) { store.load(); }" },
    'Disk.load of disk.ts',
  ],
  'a dependency of an imported type': [
    {
      'store.ts': store,
      'disk.ts': disk,
      'deps.ts': "import type { Store } from './store'; export interface Dependencies { readonly store: Store | undefined }",
      'use.ts': "import { Dependencies } from './deps'; export function read(deps: Dependencies) { deps.store?.load(); }",
    },
    'Disk.load of disk.ts',
  ],
  'what a function is declared to give': [
    { 'store.ts': store, 'disk.ts': disk, 'use.ts': "import { Store } from './store'; async function open(): Promise<Store> { return stores.pop(); } async function read() { (await open()).load(); }" },
    'Disk.load of disk.ts',
  ],
  'what a declared member is declared to give': [
    { 'store.ts': `${store} export interface Stores { open(): Store }`, 'disk.ts': disk, 'use.ts': "import { Stores } from './store'; function read(stores: Stores) { stores.open().load(); }" },
    'Disk.load of disk.ts',
  ],
  'an interface that extends another': [
    { 'base.ts': 'export interface Base { load(): string }', 'store.ts': "import { Base } from './base'; export interface Store extends Base {}", 'disk.ts': disk, 'use.ts': use },
    'Disk.load of disk.ts',
  ],
  'an interface that another extends': [
    { 'store.ts': store, 'own.ts': "import { Store } from './store'; export interface Own extends Store {}", 'disk.ts': "import { Own } from './own'; export class Disk implements Own { load() { return ''; } }", 'use.ts': use },
    'Disk.load of disk.ts',
  ],
  'what an implementation inherits': [
    {
      'store.ts': store,
      'files.ts': "export class Files { load() { return ''; } }",
      'disk.ts': "import { Store } from './store'; import { Files } from './files'; export class Disk extends Files implements Store {}",
      'use.ts': use,
    },
    'Files.load of files.ts',
  ],
  'an implementation over an abstract class': [
    {
      'store.ts': store,
      'base.ts': "import { Store } from './store'; export abstract class Base implements Store { abstract load(): string; }",
      'disk.ts': "import { Base } from './base'; export class Disk extends Base { load() { return ''; } }",
      'use.ts': use,
    },
    'Disk.load of disk.ts',
  ],
  'a field that holds a function': [
    { 'store.ts': 'export interface Store { load: () => string }', 'disk.ts': "import { Store } from './store'; export class Disk implements Store { load = () => ''; }", 'use.ts': use },
    'Disk.load of disk.ts',
  ],
  'an object literal': [
    { 'store.ts': store, 'disk.ts': "import { Store } from './store'; export function disk(): Store { return { load() { return ''; } }; }", 'use.ts': use },
    'load of disk.ts',
  ],
  'an object literal in a constant': [
    { 'store.ts': store, 'disk.ts': "import { Store } from './store'; const load = () => ''; export const disk = { load } satisfies Store;", 'use.ts': use },
    'load of disk.ts',
  ],
  'the same function in two places': [
    { 'store.ts': store, 'disk.ts': "import { Store } from './store'; const load = () => ''; export const a: Store = { load }; export const b: Store = { load };", 'use.ts': use },
    'load of disk.ts',
  ],
};

const memory = "import { Store } from './store'; export class Memory implements Store { load() { return ''; } }";

const unknown: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'two classes': { 'store.ts': store, 'disk.ts': disk, 'memory.ts': memory, 'use.ts': use },
  'a class and an object literal': { 'store.ts': store, 'disk.ts': disk, 'memory.ts': "import { Store } from './store'; export const memory: Store = { load: () => '' };", 'use.ts': use },
  'a class, and a literal with the members of something': { 'store.ts': store, 'disk.ts': disk, 'memory.ts': "import { Store } from './store'; export const memory: Store = { ...other };", 'use.ts': use },
  'a class, and one that extends it': { 'store.ts': store, 'disk.ts': disk, 'memory.ts': "import { Disk } from './disk'; export class Memory extends Disk { load() { return ''; } }", 'use.ts': use },
  'a class, and one that inherits from a package': { 'store.ts': store, 'disk.ts': disk, 'memory.ts': "import { Base } from 'm'; import { Store } from './store'; export class Memory extends Base implements Store {}", 'use.ts': use },
  'a field that is given later': { 'store.ts': store, 'disk.ts': "import { Store } from './store'; export class Disk implements Store { load = choose(); }", 'use.ts': use },
  'none': { 'store.ts': store, 'use.ts': use },
  'a class that implements another type of the same name': { 'store.ts': store, 'other.ts': store, 'disk.ts': "import { Store } from './other'; export class Disk implements Store { load() { return ''; } }", 'use.ts': use },
  'none, in types that extend each other': { 'store.ts': 'export interface Store extends Own {} interface Own extends Store {}', 'disk.ts': disk.replace('Disk implements Store', 'Disk'), 'use.ts': use },
  'none, in aliases of each other': { 'store.ts': 'export type Store = Own; type Own = Store;', 'disk.ts': disk, 'use.ts': use },
  'none, in classes that extend each other': { 'store.ts': 'export class Store extends Own {} class Own extends Store {}', 'use.ts': use },
};

describe('the only implementation', () => {
  for (const [name, [files, expected]] of Object.entries(known)) {
    it(`is found of ${name}`, () => {
      assert.equal(target(files), expected);
    });
  }
  for (const [name, files] of Object.entries(unknown)) {
    it(`is not known with ${name}`, () => {
      assert.equal(target(files), 'unknown');
    });
  }

  it('is that of the method, where others have several', () => {
    const both = 'export interface Store { load(): string; save(): void }';
    const one = "import { Store } from './store'; export class Disk implements Store { load() { return ''; } save() {} }";
    const partial = "import { Store } from './store'; export abstract class Partly implements Store { load() { return ''; } abstract save(): void; }";
    const files = { 'store.ts': both, 'disk.ts': one, 'partly.ts': partial };
    assert.equal(target({ ...files, 'use.ts': use }), 'unknown');
    assert.equal(target({ ...files, 'use.ts': use.replace('load', 'save') }), 'Disk.save of disk.ts');
  });
});
