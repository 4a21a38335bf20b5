/** `npm run build`: compiles the plugin, bundles the server and the extension, and lays out the guides and the schema. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundlePythonParserToo, findCompilerOurselves } from './bundle-plugins.mjs';
import { bundlePythonParser } from './bundle-python-parser.mjs';
import { layOutGuides } from './lay-out-guides.mjs';

const repository = join(dirname(fileURLToPath(import.meta.url)), '..');
const inRepository = (...parts) => join(repository, ...parts);

/** A failure whose causes are on the screen already. */
class AlreadyPrinted extends Error {}

/** For sources that run as they are and the bundled server, and for the compiled plugin. */
const pythonParserFolders = ['rules/languages/python/vendor', 'rules/dist/languages/python/vendor'].map((folder) => inRepository(folder));

const steps = {
  'Compiling the plugin': compilePlugin,
  'Bundling the server': async () => {
    await bundlePythonParser(pythonParserFolders);
    await bundleServer();
  },
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
  const options = { absWorkingDir: repository, bundle: true, platform: 'node', target: 'node20', legalComments: 'eof', logLevel: 'warning' };
  await build({ ...options, entryPoints: [inRepository('server/main.ts')], outfile: inRepository('server/dist/main.js'), format: 'esm' });
  await build({
    ...options,
    entryPoints: [inRepository('server/program.ts')],
    outfile: inRepository('server/dist/program.cjs'),
    format: 'cjs',
    // Native code can't be bundled.
    external: ['oxc-parser', 'oxc-resolver'],
    // Names stay as they are, so that stack traces in bug reports can be read.
    minifyWhitespace: true,
    minifySyntax: true,
    // The engine comes from its sources, so that this step need not wait for the compiler.
    conditions: ['asynclint-source'],
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    define: { 'import.meta.url': 'importMetaUrl' },
    plugins: [bundlePythonParserToo, findCompilerOurselves],
  });
  await copyLicences(inRepository('server/dist/licences'));
}

/** Of what the bundle holds besides what names its licence itself. */
async function copyLicences(folder) {
  const licences = { 'pyright.txt': '@zzzen/pyright-internal/LICENSE', 'typescript.txt': '@typescript/native/LICENSE', 'typescript-notice.txt': '@typescript/native/NOTICE.txt' };
  await mkdir(folder, { recursive: true });
  await Promise.all(Object.entries(licences).map(([name, source]) => copyFile(inRepository('node_modules', source), join(folder, name))));
}

async function bundleExtension() {
  if (!existsSync(inRepository('scripts/build-client.mjs'))) return;
  const { buildClient } = await import('./build-client.mjs');
  await buildClient();
}
