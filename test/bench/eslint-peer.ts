/** A peer of the benchmark: ESLint with no-floating-promises of typescript-eslint alone. Arguments: folder, file with the paths to check as JSON. */
import { readFileSync } from 'node:fs';
import { ESLint } from 'eslint';
import { floatingPromisesConfig } from './floating-promises-config.ts';

const [folder = '.', list = ''] = process.argv.slice(2);
const eslint = new ESLint({ cwd: folder, overrideConfigFile: true, ignore: false, overrideConfig: floatingPromisesConfig(folder) });
const results = await eslint.lintFiles(JSON.parse(readFileSync(list, 'utf8')) as string[]);
const messages = results.flatMap((result) => result.messages);
console.log(JSON.stringify({ findings: messages.filter(({ fatal }) => fatal !== true).length, failures: messages.filter(({ fatal }) => fatal === true).length }));
