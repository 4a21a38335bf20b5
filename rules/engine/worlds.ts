import type { FileModel, Links } from '../facts/file-model.ts';
import { EditTrace, outdateEdited } from '../facts/edit-trace.ts';
import { newMemory, ReadTrace, type Trace } from '../facts/read-trace.ts';
import { createKnowledgeIndex } from '../facts/knowledge-index.ts';
import { pythonKnowledge } from '../facts/knowledge/python.ts';
import { typescriptKnowledge } from '../facts/knowledge/typescript.ts';
import { type Program, createProgram } from '../facts/program.ts';
import type { Language } from '../facts/model.ts';
import { rootSymbol } from '../facts/symbol-paths.ts';
import type { TypeOracle } from '../facts/types.ts';
import { type UserKnowledge, extendKnowledge } from '../facts/user-knowledge.ts';
import { createPythonOracle } from '../languages/python/inference-oracle.ts';
import { createInferenceOracle } from '../languages/typescript/inference-oracle.ts';

/** The files of a project as they look under one state of knowledge: what is derived under one never shows under another. */
export interface World {
  /** What is known differs from language to language: packages of the same name have nothing in common. */
  program(language: Language): Program;
  /** Answers from source text. */
  readonly inference: TypeOracle;
  /** The model of a file in this world, with the same facts and memories of its own. */
  modelOf(file: FileModel): FileModel;
  /** Drops what was derived from this file and from files it imports, or of that what is made of the file that is being edited. */
  outdate(file: FileModel, what: Outdated): void;
}

/** The worlds of a project, one for each distinct knowledge of the user's. */
export interface Worlds {
  of(knowledge: UserKnowledge | undefined): World;
  /** Drops what was derived from a file and from files it imports, or of that what is made of the file that is being edited, in all worlds. */
  outdate(file: FileModel, what: Outdated): void;
  /** Drops the worlds of users' knowledge: a configuration has changed. */
  forget(): void;
}

/** What an edit makes outdated in other files. */
export type Outdated = 'all' | 'of the edited file';

/** Like any, but for its memory, which can be replaced. */
type OwnModel = Omit<FileModel, 'linked'> & { linked: FileModel['linked'] };

type Programs = Readonly<Record<Language, Program>>;

/** Of each language when somebody first asks: to start takes as long as checking some files. */
function lazily<T>(make: (language: Language) => T): Readonly<Record<Language, T>> {
  const made = new Map<Language, T>();
  const of = (language: Language): T => {
    const known = made.get(language) ?? make(language);
    made.set(language, known);
    return known;
  };
  return {
    get typescript() {
      return of('typescript');
    },
    get python() {
      return of('python');
    },
  };
}

const standard = lazily((language) => (language === 'python' ? createKnowledgeIndex(pythonKnowledge, rootSymbol) : createKnowledgeIndex(typescriptKnowledge)));
const standardPrograms: Programs = lazily((language) => createProgram(standard[language]));

/** More configurations than this at a time are rare; their worlds are made anew in turn. */
const mostWorlds = 16;

/** @param links leads from file to file in no world: whatever it finds is taken over into the world it was asked in. */
export function createWorlds(links: Links): Worlds {
  const first = createWorld(standardPrograms, links);
  const others = new Map<string, World>();
  return {
    of(knowledge) {
      if (knowledge === undefined) return first;
      const key = JSON.stringify(knowledge);
      const known = others.get(key);
      if (known !== undefined) return known;
      const [oldest] = others.keys();
      if (others.size >= mostWorlds && oldest !== undefined) others.delete(oldest);
      const world = createWorld(lazily((language) => createProgram(extendKnowledge(standard[language], knowledge))), links);
      others.set(key, world);
      return world;
    },
    outdate(file, what) {
      first.outdate(file, what);
      for (const world of others.values()) world.outdate(file, what);
    },
    forget: () => {
      others.clear();
    },
  };
}

function createWorld(programs: Programs, links: Links): World {
  const models = new WeakMap<FileModel, OwnModel>();
  const own: Links = {
    importedFile(from, module) {
      const found = links.importedFile(from, module);
      return found === undefined ? undefined : modelOf(found);
    },
    implementers: (from, names) => links.implementers(from, names)?.map(modelOf),
    onImplementation: (declaring, implementing) => links.onImplementation?.(declaring, implementing),
    get trace() {
      return links.trace;
    },
  };

  function modelOf(file: FileModel): FileModel {
    const known = models.get(file);
    if (known !== undefined) return known;
    const model: OwnModel = tracedModel({ ...file, links: own, linked: memories(file) }, links.trace);
    models.set(file, model);
    return model;
  }

  function memories({ path }: FileModel): FileModel['linked'] {
    const { trace } = links;
    return trace instanceof EditTrace ? trace.newMemories(path) : newMemory(trace);
  }

  function outdate(file: FileModel, what: Outdated): void {
    const model = models.get(file);
    if (model === undefined || (what === 'of the edited file' && outdateEdited(model.linked))) return;
    model.linked = memories(file);
  }

  return { program: (language) => programs[language], inference: createInference(programs), modelOf, outdate };
}

/** The model with everything that is read or remembered of it noted, where somebody wants to know. */
function tracedModel(model: FileModel, trace: Trace | undefined): FileModel {
  if (!(trace instanceof ReadTrace)) return model;
  const { path, text } = model;
  return Object.defineProperty({ ...model, derived: newMemory<symbol, unknown>(trace) }, 'text', {
    get: () => {
      trace.readText(path);
      return text;
    },
  });
}

/** Asks the language's own inference. */
function createInference(programs: Programs): TypeOracle {
  const oracles = lazily((language) => (language === 'python' ? createPythonOracle(programs.python) : createInferenceOracle(programs.typescript)));
  return {
    source: 'inference',
    typeOf: (file, value) => oracles[file.facts.language].typeOf(file, value),
    callability: (file, value) => oracles[file.facts.language].callability(file, value),
    calleeNames: (file, call) => oracles[file.facts.language].calleeNames(file, call),
    signalArgument: (file, call) => oracles[file.facts.language].signalArgument(file, call),
    voidCallbacks: (file, call) => oracles[file.facts.language].voidCallbacks(file, call),
    signalProperty: (file, value) => oracles[file.facts.language].signalProperty(file, value),
  };
}
