/** The entry of what is published, and of its threads: it loads the bundle. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { userCacheHome } from './cache/cache-location.ts';
import { runCompiled } from './run-compiled.ts';

const home = userCacheHome(process.env, homedir, process.platform);
runCompiled(fileURLToPath(new URL('program.cjs', import.meta.url)), home === undefined ? undefined : join(home, 'asynclint', 'compiled'));
