import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLineIndex, createProject } from '../../rules/engine/api.ts';
import { fetchPackage, sourceFiles } from './fetch-package.ts';
import { type CorpusPackage, corpusPackages } from './packages.ts';

/** `npm run corpus [-- --update] [package...]`: compares findings on real packages with the recorded ones. */
const recordings = fileURLToPath(new URL('findings', import.meta.url));
const args = process.argv.slice(2);
const update = args.includes('--update');
const wanted = args.filter((argument) => !argument.startsWith('--'));

function findingsOf(corpusPackage: CorpusPackage): string[] {
  const root = fetchPackage(corpusPackage);
  const read = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, 'utf8').replace(/^\uFEFF/, '') : undefined);
  const project = createProject({ host: { readFile: read } });
  return sourceFiles(corpusPackage).flatMap((path) => {
    const { findings, problems } = project.check(path, { preset: 'all', rules: {} });
    const lines = createLineIndex(read(path) ?? '');
    const file = relative(root, path);
    return [
      ...problems.map((problem) => `${file} problem ${problem.kind}`),
      ...findings.map((finding) => `${file}:${String(lines.positionAt(finding.span.start).line + 1)} ${finding.ruleId}`),
    ];
  });
}

function compare(corpusPackage: CorpusPackage): boolean {
  const name = `${corpusPackage.name.replace(/^@/, '').replace('/', '-')}-${corpusPackage.version}`;
  const recording = join(recordings, `${name}.txt`);
  const started = performance.now();
  const now = findingsOf(corpusPackage);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const recorded = existsSync(recording) ? readFileSync(recording, 'utf8').split('\n').filter((line) => line !== '') : [];
  const appeared = now.filter((line) => !recorded.includes(line));
  const vanished = recorded.filter((line) => !now.includes(line));
  console.log(`${name}: ${String(now.length)} findings in ${seconds} s, ${String(appeared.length)} appeared, ${String(vanished.length)} vanished`);
  for (const line of appeared) console.log(`  + ${line}`);
  for (const line of vanished) console.log(`  - ${line}`);
  if (update) {
    mkdirSync(recordings, { recursive: true });
    writeFileSync(recording, now.map((line) => `${line}\n`).join(''));
  }
  return appeared.length + vanished.length === 0;
}

const chosen = corpusPackages.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const same = chosen.map(compare).every(Boolean);
if (!same && !update) {
  console.log('\nFindings differ from the recorded ones. If that is right, record them: npm run corpus -- --update');
  process.exitCode = 1;
}
