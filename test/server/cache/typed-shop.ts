import { type Edit, links, variants } from './random-edits.ts';

/** Functions that say what they return, and some that do not. */
function declared(body: string, inferred = 'return helper();'): string {
  return `import { helper } from './helper';
export function declare(): Promise<number> | number {
  ${body}
}
export function infer() {
  ${inferred}
}
export class Box {
  kept;
  constructor() {
    this.kept = () => { ${inferred} };
  }
  open(): Promise<number> | number {
    ${body}
  }
}
`;
}

/** A project in which most findings need types: what is a promise here, only a compiler can tell. */
export const typedShop: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "typed-shop", "dependencies": { "bus": "1" } }',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "target": "es2022", "module": "esnext", "moduleResolution": "bundler", "paths": { "@/*": ["./src/*"] } }, "include": ["src"] }',
  'node_modules/bus/package.json': '{ "name": "bus", "types": "index.d.ts", "main": "index.js" }',
  'node_modules/bus/index.d.ts': 'export declare function emit(name: string): Promise<void>;\n',
  'src/helper.ts': 'export const helper = () => Promise.resolve(1);\n',
  'src/reexport.ts': "export { helper as renamed } from './helper';\nexport type { Basket } from './basket';\n",
  'src/basket.ts': 'export interface Basket {\n  save(): Promise<void>;\n}\n',
  'src/maker.ts': "import type { Basket } from '@/basket';\nimport { helper } from './helper';\nexport function make(basket: Basket) {\n  return { basket, run: () => helper() };\n}\n",
  'src/user.ts': "import { make } from './maker';\nimport type { Basket } from './reexport';\nexport function use(basket: Basket) {\n  const made = make(basket);\n  made.run();\n  made.basket.save();\n  basket.save();\n}\n",
  'src/renaming.ts': "import { renamed } from './reexport';\nexport function rename() {\n  const run = [renamed].map((one) => one)[0]!;\n  run();\n}\n",
  'src/bus.ts': "import { emit } from 'bus';\nexport function tell() {\n  const say = { emit };\n  say.emit('a');\n}\n",
  'src/ambient.ts': 'export function ambient() {\n  announce();\n  new Registry().open();\n}\n',
  'src/globals.d.ts': 'declare function announce(): Promise<void>;\n',
  'src/registry.ts': 'declare class Registry {\n  open(): Promise<void>;\n}\n',
  'src/augment.ts': "import type { Basket } from './basket';\ndeclare module './basket' {\n  interface Basket {\n    clear(): Promise<void>;\n  }\n}\ndeclare global {\n  interface Window {\n    basket: Basket;\n  }\n}\n",
  'src/augmented.ts': "import type { Basket } from './basket';\nexport function clear(basket: Basket, page: Window) {\n  basket.clear();\n  page.basket.save();\n}\n",
  'src/declared.ts': declared('return helper();'),
  'src/using.ts': "import { Box, declare, infer } from './declared';\nexport function using(box: Box) {\n  const [one, other] = [declare, infer].map((make) => ({ make }));\n  one!.make();\n  other!.make();\n  infer();\n  box.open();\n  box.kept();\n}\n",
  'src/leaf.ts': "import { helper } from '@/helper';\nexport function leaf() {\n  const { call } = { call: helper };\n  call();\n}\n",
  'scripts/outside.js': "import { helper } from '../src/helper.ts';\nconst all = { helper };\nall.helper();\n",
};

const augmenting = typedShop['src/augment.ts'] ?? '';

/** Changes of types, mostly far from where they show. */
export const typedEdits: readonly Edit[] = [
  variants('src/helper.ts', typedShop['src/helper.ts'], 'export const helper = () => 1;\n', 'export const helper = async () => 1;\nsetTimeout(helper, 1);\n', 'export const helper = (): Promise<number> | undefined => undefined;\n', 'const helper = () => Promise.resolve(1);\n'),
  variants('src/helper.ts', 'function inner() {\n  return 2;\n}\nexport const helper = () => Promise.resolve(inner());\n', 'function inner() {\n  return 3;\n}\nexport const helper = () => Promise.resolve(inner());\n'),
  variants('src/declared.ts', declared('return helper();'), declared('helper();\n  return 1;'), declared('return 2;'), declared('return 2;', 'helper();'), declared('function announce() {}\n  announce();\n  return 3;'), declared('return (;')),
  variants('src/reexport.ts', typedShop['src/reexport.ts'], "export const renamed = () => 1;\nexport type { Basket } from './basket';\n", "export { helper as renamed } from './other';\nexport interface Basket { save(): void }\n"),
  variants('src/basket.ts', typedShop['src/basket.ts'], 'export interface Basket {\n  save(): void;\n}\n', 'export interface Basket {\n  save(): void;\n}\nexport interface Basket {\n  save(): Promise<void>;\n}\n'),
  variants('src/maker.ts', typedShop['src/maker.ts'], (typedShop['src/maker.ts'] ?? '').replace('() => helper()', '() => { helper(); }'), `${typedShop['src/maker.ts'] ?? ''}function unused() {\n  helper();\n}\n`),
  variants('src/globals.d.ts', typedShop['src/globals.d.ts'], 'declare function announce(): void;\n', 'declare module "bus" { export function emit(name: string): void }\n', undefined),
  variants('src/registry.ts', typedShop['src/registry.ts'], 'export class Registry {}\n', 'declare class Registry {\n  open(): void;\n}\n'),
  variants('src/augment.ts', augmenting, augmenting.replace('clear(): Promise<void>', 'clear(): void'), 'export {};\n', augmenting.replaceAll('declare', '// declare')),
  variants('src/other.ts', 'export const helper = () => 2;\n', 'function announce() {}\n', undefined),
  variants('src/helper.d.ts', 'export declare const helper: () => void;\n', undefined),
  variants('src/helper/index.ts', 'export const helper = () => {};\n', undefined),
  variants('src/leaf.ts', typedShop['src/leaf.ts'], `${typedShop['src/leaf.ts'] ?? ''}leaf();\n`, "import { renamed as helper } from './reexport';\nexport const call = { helper };\ncall.helper();\n", 'const announce = () => 1;\n', "import 'bus';\nexport {};\n"),
  variants('src/user.ts', typedShop['src/user.ts'], `${typedShop['src/user.ts'] ?? ''}// More.\n`),
  variants('tsconfig.json', typedShop['tsconfig.json'], (typedShop['tsconfig.json'] ?? '').replace('./src/*"]', './generated/*", "./src/*"]'), '{ "compilerOptions": { "stripInternal": true, "allowJs": true } }', undefined),
  variants('generated/helper.ts', 'export const helper = () => 5;\n', undefined),
  variants('node_modules/bus/index.d.ts', typedShop['node_modules/bus/index.d.ts'], 'export declare function emit(name: string): void;\n', 'import "a";\ndeclare global { function announce(): void }\nexport declare function emit(name: string): Promise<void>;\n'),
  variants('scripts/outside.js', typedShop['scripts/outside.js'], 'var announce = 1;\n'),
  links('node_modules/@types/extra', 'generated', undefined, undefined),
];
