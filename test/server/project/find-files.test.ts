import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, it } from 'mocha';
import { findFiles, type FindFilesOptions } from '../../../server/project/find-files.ts';
import { makeFolder } from '../make-folder.ts';

async function find(directory: string, args: readonly string[], options: Partial<FindFilesOptions> = {}): Promise<string[]> {
  const { files, unmatched } = await findFiles(args, { directory, ignorePatterns: [], gitignore: true, signal: new AbortController().signal, ...options });
  return [...files.map((file) => relative(directory, file)), ...unmatched.map(({ argument }) => `nothing at ${argument}`)];
}

describe('finding files', () => {
  it('takes the languages that are analysed, sorted', async () => {
    const names = ['b.ts', 'a.js', 'c.tsx', 'd.jsx', 'e.mts', 'f.cts', 'g.mjs', 'h.cjs', 'i.py', 'j.pyw', 'B.ts', 'z/a.ts', 'no.md', 'no.pyi', 'no.d.ts', 'no.d.mts', 'no.min.js', 'no.json'];
    const directory = makeFolder(Object.fromEntries(names.map((name) => [name, ''])));
    assert.deepEqual(await find(directory, ['.']), ['B.ts', 'a.js', 'b.ts', 'c.tsx', 'd.jsx', 'e.mts', 'f.cts', 'g.mjs', 'h.cjs', 'i.py', 'j.pyw', join('z', 'a.ts')]);
  });

  it('never enters node_modules or .git, unless asked for by name', async () => {
    const directory = makeFolder({ 'a.ts': '', 'node_modules/x/i.js': '', '.git/hooks/h.js': '', 'lib/node_modules/y/i.js': '', '.github/a.js': '' });
    assert.deepEqual(await find(directory, ['.']), [join('.github', 'a.js'), 'a.ts']);
    assert.deepEqual(await find(directory, ['node_modules/x']), [join('node_modules', 'x', 'i.js')]);
  });

  it('never enters environments of Python, whatever they are called', async () => {
    const names = ['a.py', 'env/pyvenv.cfg', 'env/lib/b.py', '.venv/lib/c.py', '.tox/d.py', '__pycache__/e.py', 'lib/site-packages/f.py', 'environment/g.py'];
    const directory = makeFolder(Object.fromEntries(names.map((name) => [name, ''])));
    assert.deepEqual(await find(directory, ['.']), ['a.py', join('environment', 'g.py')]);
  });

  it('obeys .gitignore, nested, negated, and of parents up to the root of the repository', async () => {
    const directory = makeFolder({
      '.gitignore': '*.js\n',
      'repo/.git/HEAD': '',
      'repo/.git/info/exclude': 'mine/\n',
      'repo/.gitignore': 'build/\n*.gen.ts\n/top.ts\n',
      'repo/top.ts': '',
      'repo/src/top.ts': '',
      'repo/src/a.gen.ts': '',
      'repo/src/build/b.ts': '',
      'repo/src/.gitignore': '!keep.gen.ts\nlocal.ts\n',
      'repo/src/keep.gen.ts': '',
      'repo/src/local.ts': '',
      'repo/src/kept.js': '',
      'repo/mine/a.ts': '',
    });
    assert.deepEqual(await find(join(directory, 'repo'), ['.']), ['src/keep.gen.ts', 'src/kept.js', 'src/top.ts'].map((name) => join(name)));
    assert.deepEqual(await find(join(directory, 'repo', 'src'), ['.']), ['keep.gen.ts', 'kept.js', 'top.ts']);
    assert.equal((await find(join(directory, 'repo'), ['.'], { gitignore: false })).length, 8);
  });

  it('takes what is asked for by name, even if it is ignored', async () => {
    const directory = makeFolder({ '.git/HEAD': '', '.gitignore': 'build/\n', 'build/a.ts': '', 'build/.gitignore': 'b.ts', 'build/b.ts': '', 'c.ts': '' });
    assert.deepEqual(await find(directory, ['build/a.ts']), [join('build', 'a.ts')]);
    assert.deepEqual(await find(directory, ['build']), [join('build', 'a.ts')]);
    assert.deepEqual(await find(directory, ['.']), ['c.ts']);
  });

  it('understands glob patterns', async () => {
    const directory = makeFolder({ 'src/a.ts': '', 'src/a.test.ts': '', 'src/x/b.tsx': '', 'lib/c.ts': '', 'app/[id]/page.tsx': '', 'src/n.md': '' });
    assert.deepEqual(await find(directory, ['src/**/*.ts']), [join('src', 'a.test.ts'), join('src', 'a.ts')]);
    assert.deepEqual(await find(directory, ['./{lib,src}/**']), ['lib/c.ts', 'src/a.test.ts', 'src/a.ts', 'src/x/b.tsx'].map((name) => join(name)));
    assert.deepEqual(await find(directory, ['**/*.test.ts', 'src/a.test.ts']), [join('src', 'a.test.ts')]);
    assert.deepEqual(await find(directory, ['app/[id]/page.tsx']), [join('app', '[id]', 'page.tsx')]);
    assert.deepEqual(await find(join(directory, 'lib'), ['../src/*.ts']), [join('..', 'src', 'a.test.ts'), join('..', 'src', 'a.ts')]);
    assert.deepEqual(await find(directory, [`${directory}/lib/*.ts`]), [join('lib', 'c.ts')]);
  });

  it('leaves out what --ignore-pattern says', async () => {
    const directory = makeFolder({ 'src/a.ts': '', 'src/a.test.ts': '', 'gen/x.ts': '' });
    assert.deepEqual(await find(directory, ['.'], { ignorePatterns: ['*.test.ts', 'gen'] }), [join('src', 'a.ts')]);
    assert.deepEqual(await find(directory, ['gen/x.ts'], { ignorePatterns: ['gen'] }), ['nothing at gen/x.ts']);
  });

  it('names what came to nothing', async () => {
    const directory = makeFolder({ 'notes.md': '', 'docs/notes.md': '', 'a.ts': '' });
    assert.deepEqual(await find(directory, ['a.ts', 'docs', 'notes.md', 'nope', '*.tsx']), [
      'a.ts',
      'nothing at docs',
      'nothing at notes.md',
      'nothing at nope',
      'nothing at *.tsx',
    ]);
  });

  it('is safe from links in circles, and finds a linked file once', async () => {
    const directory = makeFolder({ 'a.ts': '', 'sub/b.ts': '' });
    symlinkSync(directory, join(directory, 'sub', 'up'));
    symlinkSync('self.ts', join(directory, 'self.ts'));
    symlinkSync('a.ts', join(directory, 'again.ts'));
    symlinkSync('/nowhere/at/all.ts', join(directory, 'lost.ts'));
    assert.deepEqual(await find(directory, ['.']), ['a.ts', join('sub', 'b.ts')]);
  });

  it('stops when it is interrupted', async () => {
    const directory = makeFolder({ 'a.ts': '' });
    await assert.rejects(find(directory, ['.'], { signal: AbortSignal.abort() }), { name: 'AbortError' });
  });
});
