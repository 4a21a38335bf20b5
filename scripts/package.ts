/** `npm run package [-- --target <platform>]`: makes the extension's .vsix in `out/`. */
import { parseArgs } from 'node:util';
import { buildVsix } from './vsix.ts';

const { values } = parseArgs({ options: { target: { type: 'string' } } });
const { path, bytes } = await buildVsix(values.target);
console.log(`${path} (${(bytes / 1024 / 1024).toFixed(1)} MiB)`);
