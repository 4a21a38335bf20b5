import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { contentHash } from './content-hash.ts';

/** Packages that results depend on and that are not in the bundle. */
const besideBundle = ['oxc-parser', 'oxc-resolver', '@typescript/native'];

/**
 * What tells this build of the program from others, with the packages, Node.js and platform it runs on; undefined where it
 * runs from its sources, which nobody can tell apart cheaply.
 * @param bundle path of the bundle
 */
export function buildId(bundle: string): string | undefined {
  if (!/[\\/]dist[\\/]program\.cjs$/.test(bundle)) return undefined;
  const require = createRequire(bundle);
  const packages = besideBundle.map((name) => `${name} ${packageVersion(require, name)}`);
  const names = readdirSync(dirname(bundle), { recursive: true, encoding: 'utf8' });
  const programs = names.filter((name) => /\.[cm]?js$/.test(name)).map((name) => `${name} ${contentHash(readFileSync(join(dirname(bundle), name)))}`);
  return [...programs.sort(), ...packages, process.version, process.platform, process.arch].join('\n');
}

function packageVersion(require: NodeJS.Require, name: string): string {
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      const { version } = JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8')) as { readonly version?: string };
      return `${dirname(folder)} ${version ?? ''}`;
    } catch {
      // It may be further up.
    }
  }
  return 'none';
}
