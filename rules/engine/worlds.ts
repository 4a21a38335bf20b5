import type { FileModel, Links } from '../facts/file-model.ts';
import { createKnowledgeIndex } from '../facts/knowledge-index.ts';
import { typescriptKnowledge } from '../facts/knowledge/typescript.ts';
import { type Program, createProgram } from '../facts/program.ts';
import type { TypeOracle } from '../facts/types.ts';
import { type UserKnowledge, extendKnowledge } from '../facts/user-knowledge.ts';
import { createInferenceOracle } from '../languages/typescript/inference-oracle.ts';

/** The files of a project as they look under one state of knowledge: what is derived under one never shows under another. */
export interface World {
  readonly program: Program;
  /** Answers from source text. */
  readonly inference: TypeOracle;
  /** The model of a file in this world, with the same facts and memories of its own. */
  modelOf(file: FileModel): FileModel;
  /** Drops what was derived from this file and from files it imports. */
  outdate(file: FileModel): void;
}

/** The worlds of a project, one for each distinct knowledge of the user's. */
export interface Worlds {
  of(knowledge: UserKnowledge | undefined): World;
  /** Drops what was derived from a file and from files it imports, in all worlds. */
  outdate(file: FileModel): void;
  /** Drops the worlds of users' knowledge: a configuration has changed. */
  forget(): void;
}

const standard = createKnowledgeIndex(typescriptKnowledge);
const standardProgram = createProgram(standard);

/** More configurations than this at a time are rare; their worlds are made anew in turn. */
const mostWorlds = 16;

/** @param links leads from file to file in no world: whatever it finds is taken over into the world it was asked in. */
export function createWorlds(links: Links): Worlds {
  const first = createWorld(standardProgram, links);
  const others = new Map<string, World>();
  return {
    of(knowledge) {
      if (knowledge === undefined) return first;
      const key = JSON.stringify(knowledge);
      const known = others.get(key);
      if (known !== undefined) return known;
      const [oldest] = others.keys();
      if (others.size >= mostWorlds && oldest !== undefined) others.delete(oldest);
      const world = createWorld(createProgram(extendKnowledge(standard, knowledge)), links);
      others.set(key, world);
      return world;
    },
    outdate(file) {
      first.outdate(file);
      for (const world of others.values()) world.outdate(file);
    },
    forget: () => {
      others.clear();
    },
  };
}

function createWorld(program: Program, links: Links): World {
  const models = new WeakMap<FileModel, FileModel>();
  const own: Links = {
    importedFile(from, module) {
      const found = links.importedFile(from, module);
      return found === undefined ? undefined : modelOf(found);
    },
  };

  function modelOf(file: FileModel): FileModel {
    const known = models.get(file);
    if (known !== undefined) return known;
    const model = { ...file, links: own, linked: new Map<symbol, unknown>() };
    models.set(file, model);
    return model;
  }

  return { program, inference: createInferenceOracle(program), modelOf, outdate: (file) => models.get(file)?.linked.clear() };
}
