import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProjectOptions, type Span, createLineIndex, createProject } from '../../rules/engine/api.ts';
import { agreementFiles, repositoryRoot } from './agreement-files.ts';

export interface FaceFinding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly ruleId: string;
  readonly message: string;
}

/** A finding on one line, in a form that every face can produce; lines and columns count from 1. */
export function describeFinding({ file, line, column, endLine, endColumn, ruleId, message }: FaceFinding): string {
  return `${file}:${String(line)}:${String(column)}-${String(endLine)}:${String(endColumn)} ${ruleId} ${message}`;
}

export function readSource(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}

export interface EngineFinding {
  readonly description: string;
  readonly suggestions: readonly string[];
}

/** What the engine finds in the files over which the faces must agree, with types or without. */
export function engineFindings(types?: ProjectOptions['types']): EngineFinding[] {
  const project = createProject({ host: { readFile: readSource }, ...(types === undefined ? {} : { types }) });
  return agreementFiles.flatMap((file) => {
    const path = join(repositoryRoot, file);
    const { findings, problems } = project.check(path, { preset: 'all', rules: {} });
    assert.deepEqual(problems, [], file);
    const position = positionsOf(readSource(path) ?? '');
    return findings.map((finding) => ({
      description: describeFinding({ file, ...position(finding.span), ruleId: finding.ruleId, message: finding.message }),
      suggestions: finding.suggestions.map((suggestion) => suggestion.title),
    }));
  });
}

function positionsOf(text: string): (span: Span) => Pick<FaceFinding, 'line' | 'column' | 'endLine' | 'endColumn'> {
  const lines = createLineIndex(text);
  return ({ start, end }) => {
    const from = lines.positionAt(start);
    const to = lines.positionAt(end);
    return { line: from.line + 1, column: from.character + 1, endLine: to.line + 1, endColumn: to.character + 1 };
  };
}
