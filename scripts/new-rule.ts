/** `npm run new-rule <id>`: lays out a rule with its guide, its test and its line in the changelog. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { addToChangelog } from './scaffold/changelog.ts';
import { guideTemplate } from './scaffold/guide-template.ts';
import { ruleTemplate } from './scaffold/rule-template.ts';
import { testTemplate } from './scaffold/test-template.ts';
import { updateOutputs } from './update-outputs.ts';

const repository = join(import.meta.dirname, '..');
const [id, ...more] = process.argv.slice(2);
const mistake = findMistake();

if (mistake !== undefined) {
  console.error(mistake);
  process.exitCode = 2;
} else if (id !== undefined) {
  await scaffold(id);
  for (const failure of await updateOutputs({ write: true })) console.error(failure);
  console.log(`
Next, replace every TODO in
  rules/hazards/${id}/rule.ts
  rules/hazards/${id}/guide.md
  test/rules/${id}.test.ts
The build, the type check and lint pass already. The rule's test and its guide's tests fail until the TODOs are gone.`);
}

function findMistake(): string | undefined {
  if (id === undefined || more.length > 0) return 'Name one rule, as in: npm run new-rule no-busy-wait';
  if (!/^(?:no|require)(?:-[a-z0-9]+)+$/.test(id)) {
    return `"${id}" is no rule id. An id is in kebab case and says what to do about the hazard: no-busy-wait, require-timeout.`;
  }
  const folder = `rules/hazards/${id}`;
  return existsSync(join(repository, folder)) ? `There is a rule ${id} already, in ${folder}.` : undefined;
}

async function scaffold(newId: string): Promise<void> {
  const changelog = await readFile(join(repository, 'CHANGELOG.md'), 'utf8');
  const manifest = JSON.parse(await readFile(join(repository, 'rules/package.json'), 'utf8')) as { readonly version: string };
  await write(`rules/hazards/${newId}/rule.ts`, ruleTemplate(newId, manifest.version));
  await write(`rules/hazards/${newId}/guide.md`, guideTemplate(newId));
  await write(`test/rules/${newId}.test.ts`, testTemplate(newId));
  await write('CHANGELOG.md', addToChangelog(changelog, `Rule \`${newId}\`.`));
}

async function write(path: string, text: string): Promise<void> {
  const file = join(repository, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  console.log(`${path} written`);
}
