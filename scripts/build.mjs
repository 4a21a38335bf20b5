/** `npm run build`: compiles the plugin, bundles the server and the extension, and lays out the guides and the schema. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundlePythonParser } from './bundle-python-parser.mjs';
import { layOutGuides } from './lay-out-guides.mjs';

const repository = join(dirname(fileURLToPath(import.meta.url)), '..');
const inRepository = (...parts) => join(repository, ...parts);

/** A failure whose causes are on the screen already. */
class AlreadyPrinted extends Error {}

/** For sources that run as they are, for the compiled plugin, and for the bundled server. */
const pythonParserFolders = ['rules/languages/python/vendor', 'rules/dist/languages/python/vendor', 'server/dist/vendor'].map((folder) => inRepository(folder));

const steps = {
  'Compiling the plugin': compilePlugin,
  'Bundling the server': bundleServer,
  'Bundling the Python parser': () => bundlePythonParser(pythonParserFolders),
  'Copying the schema': () => copyFile(inRepository('rules/asynclint.schema.json'), inRepository('server/dist/asynclint.schema.json')),
  'Laying out the guides': () => layOutGuides(inRepository('rules'), inRepository('server/dist/guides')),
  'Bundling the extension': bundleExtension,
};

const outputs = ['rules/dist', 'server/dist', 'client/dist'];
await Promise.all(outputs.map((folder) => rm(inRepository(folder), { recursive: true, force: true })));
await mkdir(inRepository('server/dist'), { recursive: true });

const outcomes = await Promise.all(
  Object.entries(steps).map(([title, run]) =>
    run().then(
      () => true,
      (error) => {
        // tsc and esbuild print what is wrong with the sources themselves.
        const isPrinted = error instanceof AlreadyPrinted || Array.isArray(error.errors);
        console.error(isPrinted ? `${title} failed: see above.` : `${title} failed: ${error.stack}`);
        return false;
      },
    ),
  ),
);
process.exitCode = outcomes.every(Boolean) ? 0 : 1;

async function compilePlugin() {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const pretty = process.stdout.isTTY ? ['--pretty'] : [];
  const child = spawn(process.execPath, [compiler, '-p', inRepository('rules/tsconfig.json'), ...pretty], { stdio: 'inherit', cwd: repository });
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new AlreadyPrinted();
}

async function bundleServer() {
  await build({
    entryPoints: [inRepository('server/main.ts')],
    outfile: inRepository('server/dist/main.js'),
    absWorkingDir: repository,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // Native code can't be bundled.
    external: ['oxc-parser', '@typescript/native'],
    // The engine comes from its sources, so that this step need not wait for the compiler.
    conditions: ['asynclint-source'],
    // vscode-languageserver is CommonJS, and requires Node's own modules.
    banner: { js: "import { createRequire as createBundleRequire } from 'node:module';\nconst require = createBundleRequire(import.meta.url);" },
    legalComments: 'eof',
    logLevel: 'warning',
  });
}

async function bundleExtension() {
  if (!existsSync(inRepository('scripts/build-client.mjs'))) return;
  const { buildClient } = await import('./build-client.mjs');
  await buildClient();
}
