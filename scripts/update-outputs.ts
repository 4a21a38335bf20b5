import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadRules } from './load-rules.ts';
import { configSchema } from './outputs/config-schema.ts';
import { guideHeaders } from './outputs/guide-headers.ts';
import { manifestLanguages } from './outputs/manifest-languages.ts';
import type { Output } from './outputs/output.ts';
import { readmeRuleTable } from './outputs/readme-rule-table.ts';
import { ruleIndex } from './outputs/rule-index.ts';
import { settingsSchema } from './outputs/settings-schema.ts';

const repository = join(import.meta.dirname, '..');

/** Writes the generated files that are stale, or only looks at them. Returns what is wrong, one line each. */
export async function updateOutputs({ write }: { readonly write: boolean }): Promise<readonly string[]> {
  const rules = await loadRules(join(repository, 'rules/hazards'));
  const outputs = [ruleIndex(rules), readmeRuleTable(rules), ...guideHeaders(rules), settingsSchema(rules), manifestLanguages(), configSchema(rules)];
  const failures: string[] = [];
  for (const output of outputs) {
    const failure = await updateOutput(output, write);
    if (failure !== undefined) failures.push(failure);
  }
  return failures;
}

async function updateOutput({ path, render }: Output, write: boolean): Promise<string | undefined> {
  const file = join(repository, path);
  const current = await readFile(file, 'utf8').catch(undefinedIfMissing);
  const wanted = render(current);
  if (wanted instanceof Error) return `${path}: ${wanted.message}`;
  if (wanted === current) return undefined;
  if (!write) return `${path} is stale: run \`npm run generate\``;
  await writeFile(file, wanted);
  console.log(`${path} written`);
  return undefined;
}

function undefinedIfMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
