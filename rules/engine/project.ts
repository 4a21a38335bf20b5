import { createFileModel, type FileModel } from '../facts/file-model.ts';
import { createKnowledgeIndex } from '../facts/knowledge-index.ts';
import { typescriptKnowledge } from '../facts/knowledge/typescript.ts';
import { createProgram, type Program } from '../facts/program.ts';
import { decideRole, type RoleDecision } from '../facts/roles.ts';
import { createInferenceOracle } from '../languages/typescript/inference-oracle.ts';
import { parseFile } from '../languages/typescript/parse.ts';
import { checkFile } from './check-file.ts';
import { applyDirectives } from './directives.ts';
import type { FileReport, Problem } from './finding.ts';
import { createManifestFinder, forwardSlashes } from './manifests.ts';
import { activeRules, type Settings } from './settings.ts';

/** How a project reaches the world; everything else about it is pure. Paths are absolute. */
export interface ProjectHost {
  /** The text of a file, without a byte order mark; undefined where it can't be read. */
  readFile(path: string): string | undefined;
}

export interface ProjectOptions {
  readonly host: ProjectHost;
}

/** A set of files that are analysed together. */
export interface Project {
  /** Takes this text for the file instead of what the host would read, until `closeText`. */
  setText(path: string, text: string): void;
  /** Forgets a text given by `setText`. */
  closeText(path: string): void;
  /** Tells that the file on disk has changed, appeared or gone. */
  invalidate(path: string): void;
  /** Analyses one file. Never throws for any content of any file; a file that can't be read is a problem in the report. */
  check(path: string, settings: Settings): FileReport;
}

interface AnalysedFile {
  readonly text: string;
  readonly model: FileModel | undefined;
  readonly problems: readonly Problem[];
}

const programForTypeScript = createProgram(createKnowledgeIndex(typescriptKnowledge));

/** The program of files that know nothing of each other. */
export function typescriptProgram(): Program {
  return programForTypeScript;
}

export function createProject({ host }: ProjectOptions): Project {
  const texts = new Map<string, string>();
  const analysed = new Map<string, AnalysedFile>();
  const manifests = createManifestFinder((path) => host.readFile(path));
  const program = typescriptProgram();
  const types = createInferenceOracle(program);

  function analyse(path: string): AnalysedFile | undefined {
    const text = texts.get(path) ?? host.readFile(path);
    if (text === undefined) return undefined;
    const known = analysed.get(path);
    if (known?.text === text) return known;
    const fresh = analyseText(path, text);
    analysed.set(path, fresh);
    return fresh;
  }

  return {
    setText(path, text) {
      texts.set(path, text);
    },
    closeText(path) {
      texts.delete(path);
      analysed.delete(path);
    },
    invalidate(path) {
      analysed.delete(path);
      if (path.endsWith('package.json')) manifests.forget();
    },
    check(path, settings) {
      const file = analyse(path);
      if (file === undefined) return unreadable(path);
      const { model, text, problems } = file;
      if (model === undefined) return { path, findings: [], suppressed: [], problems };
      const { role } = roleOf(model, manifests.find(path));
      const checked = checkFile(model, activeRules(settings), { program, types, role });
      const { findings, suppressed } = applyDirectives(checked.findings, model.facts.directives, text);
      return { path, findings, suppressed, problems: [...problems, ...checked.problems] };
    },
  };
}

/** Decides the role of a file from its nearest package. */
export function roleOf(model: FileModel, found: ReturnType<ReturnType<typeof createManifestFinder>['find']>): RoleDecision {
  const path = forwardSlashes(model.path);
  const relativePath = found === undefined ? (path.split('/').at(-1) ?? path) : path.slice(found.directory.length + 1);
  return decideRole({ relativePath, manifest: found?.manifest, facts: model.facts });
}

function analyseText(path: string, text: string): AnalysedFile {
  try {
    const { lowered, errors } = parseFile(path, text);
    if (lowered !== undefined) return { text, model: createFileModel(path, text, lowered.facts), problems: [] };
    const problems = errors.slice(0, 1).map(({ message, span }): Problem => ({ kind: 'syntax', path, message, span, ruleId: undefined }));
    return { text, model: undefined, problems };
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const message = `This file could not be analysed. This is a bug in Asynclint. ${detail}`;
    return { text, model: undefined, problems: [{ kind: 'internal', path, message, span: undefined, ruleId: undefined }] };
  }
}

function unreadable(path: string): FileReport {
  const message = 'This file could not be read: it is missing, or there is no permission to read it.';
  return { path, findings: [], suppressed: [], problems: [{ kind: 'unreadable', path, message, span: undefined, ruleId: undefined }] };
}
