/**
 * `npm run generate`: writes every list that follows from the rules. With `--check` it writes nothing, and fails if a
 * list is stale.
 */
import { parseArgs } from 'node:util';
import { updateOutputs } from './update-outputs.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const failures = await updateOutputs({ write: !values.check });
for (const failure of failures) console.error(failure);
if (failures.length > 0) process.exitCode = 1;
