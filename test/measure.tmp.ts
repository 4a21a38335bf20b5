import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { programOf } from './rules/facts/program-of.ts';
import { summaryOf } from '../rules/facts/summaries.ts';
import { textOf } from '../rules/facts/file-model.ts';
const [root, n] = [process.argv[2]!, Number(process.argv[3] ?? 3)];
const paths = globSync(['**/*.{js,ts,mjs,cjs,tsx}'], { cwd: root, absolute: true, ignore: ['**/*.d.ts', '**/node_modules/**', '**/*.min.js', '**/test*/**', '**/*.test.*'] }).sort();
const texts = new Map(paths.map((p) => [p, readFileSync(p, 'utf8').replace(/^\uFEFF/, '')] as [string, string]).filter(([, t]) => t.length < 300000));
const t0 = performance.now();
const { program, types, files } = programOf(texts);
const t1 = performance.now();
const count: Record<string, number> = {}; const samples: Record<string, string[]> = {};
const line = (file: any, span: any) => `${file.path.replace(root, '')}:${file.text.slice(0, span.start).split('\n').length}`;
const add = (k: string, s: string) => { count[k] = (count[k] ?? 0) + 1; (samples[k] ??= []).push(s); };
for (const file of files.values()) for (const { id, nameSpan, name } of file.facts.functions) {
  const s = summaryOf(program, types, { file, fn: id });
  const at = `${line(file, nameSpan)} ${name}`;
  add('rejects ' + s.rejects.kind, at + (s.rejects.kind === 'may' ? ' <- ' + s.rejects.steps.map(({ file: f, call }) => textOf(f, call.span).slice(0, 40).replace(/\s+/g, ' ')).join(' > ') : ''));
  add('task ' + s.returnsTask.kind, at);
  if (s.blocks) add('blocks', at); if (s.suspends) add('suspends', at); if (s.handlesOwnErrors) add('handles', at); if (s.limits) add('limits', at + ' ' + line(s.limits.file, s.limits.at));
  for (const x of s.takesSignal) add('signal ' + x.by + (x.forwarded.length ? ' fwd' : ' not'), `${at} ${x.parameter}.${x.property}`);
  for (const x of s.startsPerElement) add('fan-out ' + x.bound, `${at} ${textOf(file, x.at.span).slice(0, 80).replace(/\s+/g, ' ')}`);
  for (const x of s.acquires) add(`acquires ${x.resource} ${x.outcome}`, `${line(file, x.call.span)} ${textOf(file, x.call.span).slice(0, 60).replace(/\s+/g, ' ')}`);
}
console.log(root, files.size, 'files', Math.round(t1 - t0), 'ms to model,', Math.round(performance.now() - t1), 'ms', Math.round(process.memoryUsage().rss / 1e6), 'MB');
console.log(JSON.stringify(count));
for (const [k, list] of Object.entries(samples)) if (/acquires|handles|limits|signal|rejects never|fan-out/.test(k)) { console.log('##', k); const step = Math.max(1, Math.floor(list.length / n)); for (let i = 0; i < list.length && i / step < n; i += step) console.log('   ', list[i]); }
