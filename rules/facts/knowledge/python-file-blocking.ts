import { calls, cheap, inThread, members } from './python-blocking-entries.ts';
import type { BlockingEntry } from './schema.ts';

/** Calls of Python's standard library that read, write and search files. */

const library = 'https://docs.python.org/3/library';
const asyncFile = { advice: 'open it with `aiofiles` or `anyio.open_file`, or do the whole of it in a thread: `await asyncio.to_thread(...)`' };
const cheapInThread = { cheap: true, advice: inThread } as const;

const opening = [
  ...calls(`${library}/functions.html#open`, ['builtins:open', 'io:open'], 'opens a file', asyncFile),
  ...calls(`${library}/io.html#io.FileIO`, ['io:FileIO'], 'opens a file', asyncFile),
  ...calls(`${library}/io.html#io.open_code`, ['io:open_code'], 'opens a file', asyncFile),
  ...calls(`${library}/codecs.html#codecs.open`, ['codecs:open'], 'opens a file', asyncFile),
  ...calls(`${library}/os.html#os.open`, ['os:open', 'os:fdopen'], 'opens a file', asyncFile),
  ...members(`${library}/gzip.html#gzip.open`, ['gzip:', 'bz2:', 'lzma:'], 'open', 'opens a compressed file'),
  ...calls(`${library}/gzip.html#gzip.GzipFile`, ['gzip:GzipFile'], 'opens a compressed file', { advice: inThread, unless: [{ argument: 3, keyword: 'fileobj', is: 'given' }] }),
  ...calls(`${library}/tarfile.html#tarfile.open`, ['tarfile:open', 'tarfile:TarFile.open', 'tarfile:TarFile'], 'opens an archive', {
    advice: inThread,
    unless: [{ argument: 2, keyword: 'fileobj', is: 'given' }],
  }),
  ...calls(`${library}/zipfile.html#zipfile.is_zipfile`, ['zipfile:is_zipfile', 'tarfile:is_tarfile'], 'opens an archive'),
  ...calls(`${library}/shelve.html#shelve.open`, ['shelve:open', 'dbm:open', 'dbm:dumb.open'], 'opens a database file'),
  ...calls(`${library}/fileinput.html#fileinput.input`, ['fileinput:input', 'fileinput:FileInput'], 'reads files', asyncFile),
  ...calls(`${library}/linecache.html#linecache.getline`, ['linecache:getline', 'linecache:getlines'], 'reads a file'),
  ...calls(`${library}/tokenize.html#tokenize.open`, ['tokenize:open'], 'opens a file'),
  ...members(`${library}/wave.html#wave.open`, ['wave:'], 'open', 'opens a file'),
];

/** Archives in memory are common; these touch the disk in any case. */
const archives = [
  ...members(`${library}/zipfile.html#zipfile-objects`, ['zipfile:ZipFile#'], 'extract extractall write', 'reads or writes files'),
  ...members(`${library}/tarfile.html#tarfile-objects`, ['tarfile:TarFile#', 'tarfile:open()#'], 'add extract extractall', 'reads or writes files'),
];

const systemCalls = [
  ...members(`${library}/os.html#files-and-directories`, ['os:'], 'listdir scandir', 'reads a directory'),
  ...members(`${library}/os.html#os.walk`, ['os:'], 'walk fwalk', 'walks through directories'),
  ...members(`${library}/os.html#files-and-directories`, ['os:'], 'makedirs mkdir', 'creates a directory'),
  ...members(`${library}/os.html#files-and-directories`, ['os:'], 'remove unlink', 'removes a file'),
  ...members(`${library}/os.html#files-and-directories`, ['os:'], 'removedirs rmdir', 'removes a directory'),
  ...members(`${library}/os.html#files-and-directories`, ['os:'], 'rename renames replace', 'renames a file'),
  ...members(`${library}/os.html#files-and-directories`, ['os:'], 'link symlink', 'links a file'),
  ...members(`${library}/os.html#os.truncate`, ['os:'], 'ftruncate truncate', 'truncates a file'),
  ...members(`${library}/os.html#os.fsync`, ['os:'], 'fdatasync fsync sync', 'flushes files to the disk'),
  ...members(`${library}/os.html#os.sendfile`, ['os:'], 'copy_file_range sendfile', 'copies a file'),
  ...members(`${library}/os.html#files-and-directories`, ['os:'], 'access chdir chmod chown lchown lstat readlink stat statvfs utime', 'looks at a file', cheapInThread),
  ...members(`${library}/os.path.html`, ['os:path.'], 'exists getatime getctime getmtime getsize isdir isfile islink ismount lexists realpath samefile', 'looks at a file', cheapInThread),
];

const copying = [
  ...members(`${library}/shutil.html`, ['shutil:'], 'copy copy2 copyfile copyfileobj', 'copies a file'),
  ...members(`${library}/shutil.html#shutil.copytree`, ['shutil:'], 'copytree', 'copies a directory'),
  ...members(`${library}/shutil.html#shutil.move`, ['shutil:'], 'move', 'moves files'),
  ...members(`${library}/shutil.html#shutil.rmtree`, ['shutil:'], 'rmtree', 'removes a directory'),
  ...members(`${library}/shutil.html#archiving-operations`, ['shutil:'], 'make_archive unpack_archive', 'reads or writes an archive'),
  ...members(`${library}/shutil.html`, ['shutil:'], 'chown copymode copystat disk_usage which', 'looks at files', cheapInThread),
  ...members(`${library}/glob.html`, ['glob:'], 'glob iglob', 'searches directories'),
  ...members(`${library}/filecmp.html`, ['filecmp:'], 'cmp cmpfiles', 'compares files'),
  ...calls(`${library}/filecmp.html#filecmp.dircmp`, ['filecmp:dircmp'], 'compares directories'),
  ...members(`${library}/tempfile.html`, ['tempfile:'], 'NamedTemporaryFile TemporaryDirectory TemporaryFile mkdtemp mkstemp', 'creates a temporary file', {
    advice: 'use `aiofiles.tempfile`, or create it in a thread: `await asyncio.to_thread(...)`',
  }),
];

/** A path of `pathlib`, as its classes and as what makes one. */
const paths = [
  'pathlib:Path#',
  'pathlib:PosixPath#',
  'pathlib:WindowsPath#',
  'pathlib:Path.cwd()#',
  'pathlib:Path.home()#',
  'pathlib:Path#parent.',
  ...['absolute', 'expanduser', 'joinpath', 'resolve', 'with_name', 'with_stem', 'with_suffix'].map((name) => `pathlib:Path#${name}()#`),
];
const asyncPath = { advice: 'use `anyio.Path`, or run it in a thread: `await asyncio.to_thread(...)`' };

const pathMethods = [
  ...members(`${library}/pathlib.html#pathlib.Path.read_text`, paths, 'read_bytes read_text', 'reads a file', asyncPath),
  ...members(`${library}/pathlib.html#pathlib.Path.write_text`, paths, 'write_bytes write_text', 'writes a file', asyncPath),
  ...members(`${library}/pathlib.html#pathlib.Path.open`, paths, 'open', 'opens a file', asyncPath),
  ...members(`${library}/pathlib.html#pathlib.Path.iterdir`, paths, 'iterdir', 'reads a directory', asyncPath),
  ...members(`${library}/pathlib.html#pathlib.Path.glob`, paths, 'glob rglob', 'searches directories', asyncPath),
  ...members(`${library}/pathlib.html#pathlib.Path.walk`, paths, 'walk', 'walks through directories', { ...asyncPath, since: '3.12' }),
  ...members(`${library}/pathlib.html#pathlib.Path.mkdir`, paths, 'mkdir', 'creates a directory', asyncPath),
  ...members(`${library}/pathlib.html#pathlib.Path.rename`, paths, 'rename replace', 'renames a file', asyncPath),
  ...members(`${library}/pathlib.html#pathlib.Path.copy`, paths, 'copy copy_into move move_into', 'copies files', { ...asyncPath, since: '3.14' }),
  ...members(`${library}/pathlib.html#pathlib.Path.rmdir`, paths, 'rmdir', 'removes a directory', asyncPath),
  ...members(`${library}/pathlib.html#pathlib.Path.unlink`, paths, 'unlink', 'removes a file', asyncPath),
  ...members(`${library}/pathlib.html#pathlib.Path.symlink_to`, paths, 'hardlink_to symlink_to', 'links a file', asyncPath),
  ...members(`${library}/pathlib.html#pathlib.Path.touch`, paths, 'touch', 'writes a file', asyncPath),
  ...members(
    `${library}/pathlib.html#pathlib.Path.stat`,
    paths,
    'chmod exists expanduser group is_block_device is_char_device is_dir is_fifo is_file is_mount is_socket is_symlink lchmod lstat owner readlink resolve samefile stat',
    'looks at a file',
    { ...cheap, ...asyncPath },
  ),
];

export const pythonFileBlocking: readonly BlockingEntry[] = [...opening, ...archives, ...systemCalls, ...copying, ...pathMethods];
