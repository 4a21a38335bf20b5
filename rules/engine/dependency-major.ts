import type { PackageManifest } from '../facts/roles.ts';

/** The major version of a package that a manifest asks for; undefined where it asks for none, for several, or in words. */
export function dependencyMajor({ dependencies, peerDependencies, devDependencies }: PackageManifest, name: string): number | undefined {
  const range = dependencies?.[name] ?? peerDependencies?.[name] ?? devDependencies?.[name];
  if (typeof range !== 'string') return undefined;
  const majors = new Set(range.split('||').map(majorOf));
  const [only] = majors;
  return majors.size === 1 ? only : undefined;
}

/** `^4.18.2`, `~4.1`, `4.x`, `npm:express@4`, `workspace:^4.0.0`: 4. Below a bound (`<5`) or above one without end (`>=4`) is no one version. */
function majorOf(range: string): number | undefined {
  const found = /^(?:npm:@?[^@]+@|workspace:)?[\^~=v\s]*(\d+)(?:\.(?:\d+|[x*])){0,2}(?:-[\w.-]+)?\s*$/.exec(range.trim()) ?? /^>=\s*(\d+)[\d.]*\s+<\s*(\d+)(?:\.0)*(?:-0)?$/.exec(range.trim());
  const [, major, below] = found ?? [];
  return major === undefined || (below !== undefined && Number(below) !== Number(major) + 1) ? undefined : Number(major);
}
