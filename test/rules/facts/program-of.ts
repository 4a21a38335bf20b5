import { dirname, join } from 'node:path/posix';
import { type FileModel, type Links, createFileModel } from '../../../rules/facts/file-model.ts';
import { createKnowledgeIndex } from '../../../rules/facts/knowledge-index.ts';
import { typescriptKnowledge } from '../../../rules/facts/knowledge/typescript.ts';
import { type Program, createProgram } from '../../../rules/facts/program.ts';
import type { TypeOracle } from '../../../rules/facts/types.ts';
import { createInferenceOracle } from '../../../rules/languages/typescript/inference-oracle.ts';
import { parseFile } from '../../../rules/languages/typescript/parse.ts';

export interface LinkedProgram {
  readonly program: Program;
  readonly types: TypeOracle;
  readonly files: ReadonlyMap<string, FileModel>;
}

/** Models of several texts by path, which can import each other; those that can't be parsed are left out. */
export function programOf(texts: ReadonlyMap<string, string>): LinkedProgram {
  const program = createProgram(createKnowledgeIndex(typescriptKnowledge));
  const files = new Map<string, FileModel>();
  const links: Links = {
    importedFile(from, module) {
      if (!module.startsWith('.')) return undefined;
      const base = join(dirname(from.path), module);
      const candidates = [base, base.replace(/\.js$/, '.ts'), `${base}.js`, `${base}.ts`, join(base, 'index.js'), join(base, 'index.ts')];
      return candidates.map((path) => files.get(path)).find((file) => file !== undefined);
    },
    implementers: () => [...files.values()],
  };
  for (const [path, text] of texts) {
    const { lowered } = parseFile(path, text);
    if (lowered !== undefined) files.set(path, createFileModel(path, text, lowered.facts, links));
  }
  return { program, types: createInferenceOracle(program), files };
}
