/**
 * Blocking calls of Python's that another thread can make as well: they leave nothing behind that belongs to a thread.
 * Source: https://docs.python.org/3/library/asyncio-task.html#asyncio.to_thread
 */

const paths = String.raw`pathlib:(?:\w*Path)(?:\.(?:cwd|home)\(\))?#(?:parent\.)?`;

/** Those that do all of their work at once: by themselves in a thread they are as good. */
const alone: readonly RegExp[] = [
  /^builtins:input$/,
  /^requests:(?:api\.)?(?:delete|get|head|options|patch|post|put|request)$/,
  /^httpx:(?:delete|get|head|options|patch|post|put|request)$/,
  /^urllib:request\.urlretrieve$/,
  /^os:(?:listdir|makedirs|mkdir|remove|unlink|removedirs|rmdir|rename|renames|replace|link|symlink|system|path\.\w+|stat|access|chmod|chown)$/,
  /^shutil:\w+$/,
  /^glob:glob$/,
  /^subprocess:(?:call|check_call|check_output|getoutput|getstatusoutput|run)$/,
  new RegExp(`^${paths}(?:read_bytes|read_text|write_bytes|write_text|mkdir|rename|replace|rmdir|unlink|touch|copy|move|symlink_to|hardlink_to|exists|is_file|is_dir|stat)$`),
  /^hashlib:(?:pbkdf2_hmac|scrypt|file_digest)$/,
  /^bcrypt:(?:checkpw|hashpw|gensalt)$/,
  /^socket:(?:getaddrinfo|gethostbyaddr|gethostbyname|gethostbyname_ex|getfqdn|getnameinfo)$/,
  /^pandas:read_\w+$/,
];

/** Those whose result is gone on with: a thread has to do that too. */
const together: readonly RegExp[] = [
  /^(?:builtins|io|codecs|gzip|bz2|lzma|tarfile|os|tokenize):open$/,
  /^(?:zipfile:ZipFile|tarfile:TarFile|gzip:GzipFile)(?:$|#)/,
  /^builtins:open\(\)#\w+$/,
  /^urllib:request\.urlopen$/,
  /^requests:(?:sessions\.)?(?:Session|session\(\))#?\w*$/,
  /^os:(?:walk|scandir)$/,
  /^glob:iglob$/,
  new RegExp(`^${paths}(?:open|glob|rglob|iterdir|walk)$`),
  /^time:sleep$/,
];

/** Can a call be made in a thread: by itself, or as a part of a function that runs there as a whole? */
export function isThreadable(symbol: string, whole: boolean): boolean {
  return alone.some((pattern) => pattern.test(symbol)) || (whole && together.some((pattern) => pattern.test(symbol)));
}
