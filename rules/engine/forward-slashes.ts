export function forwardSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}

/** The folder of a path with forward slashes; empty for the root, undefined above it. */
export function parentDirectory(path: string): string | undefined {
  const slash = path.lastIndexOf('/');
  return slash < 0 || path === '' ? undefined : path.slice(0, slash);
}
