import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const compilerExecutable = fileURLToPath(new URL('../server/project/native-types/compiler-executable.ts', import.meta.url));

/** The parser of Python is loaded when the first file needs it, by a path that a bundler does not see. */
export const bundlePythonParserToo = {
  name: 'bundle-python-parser-too',
  setup(build) {
    build.onLoad({ filter: /load-pyright\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source.replace("createRequire(import.meta.url)('./vendor/pyright-parser.cjs')", "require('./vendor/pyright-parser.cjs')");
      if (contents === source) throw new Error(`${path} loads the parser in another way than expected.`);
      return { contents, loader: 'ts' };
    });
  },
};

/** The compiler's library looks for the compiler beside its own files, which are not there any more. */
export const findCompilerOurselves = {
  name: 'find-compiler-ourselves',
  setup(build) {
    build.onLoad({ filter: /[\\/]@typescript[\\/]native[\\/]lib[\\/]getExePath\.js$/ }, () => ({
      contents: `import { compilerExecutable } from ${JSON.stringify(compilerExecutable)};\nexport default () => compilerExecutable(import.meta.url);`,
      loader: 'js',
    }));
  },
};
