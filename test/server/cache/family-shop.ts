import { type Edit, variants } from './random-edits.ts';

const blocking = "import { readFileSync } from 'node:fs';\nexport const read = () => readFileSync('a.txt', 'utf8');\n";
const load = 'load() {\n    return read();\n  }';
const handler = (value: string, from: string, type: string, method: string): string =>
  `import type { ${type} } from '${from}';\nexport async function ${method}(${value}: ${type}) {\n  ${value}.${method}();\n}\n`;
const fileStore = (name: string, base: string, body = load): string => `import { read } from './read';\nimport { type Store, Base } from './types';\nexport class ${name} ${base} {\n  ${body}\n}\n`;

const fee = (entry: string): string => `import { read } from './read';\nimport type { Fee } from './fee-type';\nexport const fee: Fee = { ${entry} };\n`;

const gate = (base: string): string => `import { read } from './read';\nimport { Gate, make } from './gate';\nexport class IronGate extends ${base} {\n  shut() {\n    read();\n  }\n}\n`;

/** A project in which handlers wait for the only implementation of something, as far as there is only one. */
export const familyShop: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "shop", "dependencies": { "express": "5" }, "main": "src/handler.ts", "workspaces": ["packages/*"] }',
  'src/handler.ts': handler('store', './types', 'Store', 'load'),
  'src/opening.ts': handler('base', './types', 'Base', 'open'),
  'src/checkout.ts': handler('cart', './cart-type', 'Cart', 'total'),
  'src/digging.ts': handler('deep', './deep', 'Deep', 'dig').replace('  deep.dig();\n', '  deep.dig();\n  deep.load();\n'),
  'src/read.ts': blocking,
  'src/types.ts': 'export interface Store { load(): string; save(): void }\nexport abstract class Base {\n  abstract open(): void;\n}\n',
  'src/cart-type.ts': 'export interface Cart { total(): number }\n',
  'src/deep.ts': "import type { Store } from './barrel';\nexport interface Deep extends Store { dig(): void }\n",
  'src/barrel.ts': "export { type Store, Base as Root } from './types';\nexport type { Cart } from './cart-type';\nexport { read } from './read';\n",
  'src/file-store.ts': fileStore('FileStore', 'implements Store'),
  'src/base-store.ts': "import { read } from './read';\nimport { Base } from './types';\nexport class BaseStore extends Base {\n  open() {\n    read();\n  }\n}\n",
  'src/cart.ts': "import { read } from './read';\nimport type { Cart } from './cart-type';\nexport const cart: Cart = { total: () => Number(read()) };\n",
  'src/maker.ts': "import { Base } from './types';\nexport const make = () => Base;\n",
  'src/charging.ts': handler('fee', './fee-type', 'Fee', 'charge'),
  'src/fee-type.ts': 'export interface Fee { charge(): void }\n',
  'src/fee.ts': fee('...{ read }'),
  'src/taxing.ts': handler('tax', './tax-type', 'Tax', 'rate'),
  'src/tax-type.ts': 'export interface Tax { rate(): void }\n',
  'src/tax-base.ts': 'export class TaxBase {}\n',
  'src/tax.ts': "import { TaxBase } from './tax-base';\nimport type { Tax } from './tax-type';\nexport class FlatTax extends TaxBase implements Tax {}\n",
  'src/closing.ts': handler('gate', './gate', 'Gate', 'shut'),
  'src/gate.ts': 'export abstract class Gate {\n  abstract shut(): void;\n}\nexport const make = () => Gate;\n',
  'src/iron-gate.ts': gate('Gate'),
  'src/wood-gate.ts': gate('Gate'),
  'src/props.ts': 'interface Props { load(): string }\nexport const props: Props = { load: () => "a" };\n',
};

const types = familyShop['src/types.ts'] ?? '';
const barrel = familyShop['src/barrel.ts'] ?? '';
const opening = familyShop['src/opening.ts'] ?? '';

/** Implementers that come, go and change their names; heritage clauses; the imports and exports through which names travel. */
export const familyEdits: readonly Edit[] = [
  variants('src/file-store.ts', familyShop['src/file-store.ts'], fileStore('RenamedStore', 'implements Store'), fileStore('FileStore', ''), fileStore('FileStore', 'extends Base implements Store'), fileStore('FileStore', 'extends Base', `open() { read(); }\n  ${load}`), undefined),
  variants('src/file-store.ts', fileStore('FileStore', 'implements Store', 'load = read;'), fileStore('FileStore', 'implements Store', 'load() {\n    return "b";\n  }\n  save() {\n    read();\n  }'), fileStore('FileStore', 'implements Store', 'other() {\n    return 1;\n  }'), `${familyShop['src/file-store.ts'] ?? ''}// More.\n`),
  variants('src/file-store.ts', (familyShop['src/file-store.ts'] ?? '').replace('./types', './barrel').replace(', Base', ', Root as Base'), (familyShop['src/file-store.ts'] ?? '').replace('./types', './nowhere'), (familyShop['src/file-store.ts'] ?? '').replace('./read', './nowhere')),
  variants('src/second-store.ts', fileStore('SecondStore', 'implements Store'), "import { FileStore } from './file-store';\nexport class SecondStore extends FileStore {}\n", "import { FileStore } from './file-store';\nexport class SecondStore extends FileStore {\n  load() {\n    return 'b';\n  }\n}\n", undefined, undefined),
  variants('src/deep.ts', familyShop['src/deep.ts'], 'export interface Deep { load(): string; dig(): void }\n', (familyShop['src/deep.ts'] ?? '').replace('Store }', 'Store as Deeper }').replace('extends Store', 'extends Deeper'), `export interface Other {}\n${familyShop['src/deep.ts'] ?? ''}`),
  variants('src/deep-store.ts', "import type { Deep } from './deep';\nimport { read } from './read';\nexport const deep: Deep = { load: read, dig: () => { read(); }, save() {} };\n", "import type { Deep } from './deep';\nimport { FileStore } from './file-store';\nexport class DeepStore extends FileStore implements Deep {\n  dig() {}\n}\n", undefined),
  variants('src/barrel.ts', barrel, barrel, barrel.replace('Base as Root', 'Base, Base as Root'), barrel.replace('{ type Store', '{ type Other as Store'), "export * from './types';\nexport class Root {}\n", barrel.replace("from './types'", "from './types.js'"), undefined),
  variants('src/base-store.ts', familyShop['src/base-store.ts'], "import { make } from './maker';\nimport { read } from './read';\nexport class BaseStore extends make() {\n  open() {\n    read();\n  }\n}\n", "import { Base } from './types';\nexport class BaseStore extends Base {\n  open() {}\n}\n", "import { Root as Base } from './barrel';\nexport abstract class BaseStore extends Base {}\n"),
  variants('src/maker.ts', familyShop['src/maker.ts'], 'export const make = () => class {};\n', "import { Root } from './barrel';\nexport function make() {\n  return Root;\n}\n"),
  variants('src/cart.ts', familyShop['src/cart.ts'], "import type { Cart } from './barrel';\nimport { read } from './barrel';\nconst inner = () => { read(); return 1; };\nexport const cart = { total: inner } satisfies Cart;\n", "import type { Cart } from './cart-type';\nimport { read } from './read';\nexport const cart: Cart = { total: () => 1, ...{ read } };\n", "import { read } from './read';\nexport const cart = { total: () => read() };\n"),
  variants('src/cart.ts', ...['total: () => Number(read())', 'total: () => 1, ...{ read }', 'total: () => 1, ...{ total: read }', 'total: read', 'other: read', 'total: Number'].map((entry) => `import { read } from './read';\nimport type { Cart } from './cart-type';\nexport const cart: Cart = { ${entry} };\n`)),
  variants('src/cart.ts', ...["implements Cart {\n  total() {\n    return Number(read());\n  }", 'implements Cart {\n  total = read;', 'extends Base implements Cart {', 'extends Base implements Cart {\n  total() {\n    return 1;\n  }', 'implements Cart {\n  get total() {\n    return read;\n  }'].map((body) => `import { read } from './read';\nimport { Base } from './cart-base';\nimport type { Cart } from './cart-type';\nexport class FileCart ${body}\n}\n`)),
  variants('src/cart-base.ts', "import { read } from './read';\nexport class Base {\n  total() {\n    return Number(read());\n  }\n}\n", 'export class Base {}\n', 'export const Base = Object;\n', "import { read } from './read';\nexport class Base {\n  total = read;\n}\n"),
  variants('src/fee.ts', fee('charge: read'), fee('...{ read }'), fee('charge: () => { read(); }')),
  variants('src/tax-base.ts', "import { read } from './read';\nexport class TaxBase {\n  rate() {\n    read();\n  }\n}\n", 'export class TaxBase {}\n'),
  variants('src/iron-gate.ts', gate('Gate'), gate('make()')),
  variants('src/second-cart.ts', "import type { Cart } from './cart-type';\nimport { total } from './totals';\nexport const make = (): Cart => ({ total });\n", undefined),
  variants('src/totals.ts', "import { read } from './read';\nexport const total = () => Number(read());\n", "import { cart } from './cart';\nexport const total = cart.total;\n", undefined),
  variants('src/props.ts', familyShop['src/props.ts'], "import type { Store as Props } from './types';\nexport const props: Props = { load: () => \"a\" };\n"),
  variants('src/types.ts', types, types, types.replace('interface Store {', 'interface Other {}\nexport interface Store extends Other {'), types.replace('abstract open(): void;', 'open() {}'), types.replace('interface Store', 'interface Shop'), `import { read } from './read';\n${types}export class OwnStore implements Store {\n  ${load}\n  save() {}\n}\n`),
  variants('src/read.ts', blocking, "export const read = () => 'a';\n", `export const other = 1;\n${blocking}`),
  variants('src/handler.ts', familyShop['src/handler.ts'], handler('store', './barrel', 'Store', 'load'), handler('store', './types', 'Store', 'save')),
  variants('src/opening.ts', opening, opening.replace("'./types'", "'./barrel'"), opening.replace('import type', 'import')),
  variants('src/cart-type.ts', familyShop['src/cart-type.ts'], "import type { Store } from './types';\nexport interface Cart extends Store { total(): number }\n", 'export type Cart = { total(): number };\n'),
  variants('src/dist/built-store.ts', fileStore('BuiltStore', 'implements Store').replaceAll("'./", "'../"), undefined),
  variants('src/store.test.ts', fileStore('TestStore', 'implements Store'), undefined),
  variants('packages/extra/package.json', '{ "name": "extra", "dependencies": { "shop": "*" } }', undefined),
  variants('packages/extra/store.ts', fileStore('ExtraStore', 'implements Store').replaceAll("'./", "'../../src/"), undefined),
];
