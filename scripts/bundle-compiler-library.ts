import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** What is used of the library by which TypeScript's compiler is asked, and where it is. */
const entries = { sync: 'dist/api/sync/api.js', fs: 'dist/api/fs.js', ast: 'dist/ast/index.js' };

/** Makes a package of a few files, with the same name and version, of the library's hundred. */
export async function bundleCompilerLibrary(source: string, target: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as Readonly<Record<string, unknown>>;
  await mkdir(join(target, 'lib'), { recursive: true });
  await build({
    entryPoints: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(source, path)])),
    // Beside `lib`, as the library looks for its package.json one folder above its own.
    outdir: join(target, 'dist'),
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    legalComments: 'eof',
    logLevel: 'warning',
  });
  for (const file of ['LICENSE', 'NOTICE.txt', 'lib/version.cjs']) await cp(join(source, file), join(target, file));
  const { name, version, license, type, bin } = manifest;
  const exports = { '.': './lib/version.cjs', ...Object.fromEntries(Object.keys(entries).map((entry) => [`./${entry}`, `./dist/${entry}.js`])) };
  await writeFile(join(target, 'package.json'), JSON.stringify({ name, version, license, type, bin, exports }, null, 2));
}
