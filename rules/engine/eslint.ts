import type * as ESTree from '@oxc-project/types';
import type { Rule, SourceCode } from 'eslint';
import type { FileFacts } from '../facts/model.ts';
import type { TypeOracle } from '../facts/types.ts';
import { PythonSourceCode } from '../languages/python/eslint-source-code.ts';
import { lowerPython } from '../languages/python/lower.ts';
import type { SourceComment } from '../languages/typescript/doc-comments.ts';
import { type Lowered, lowerProgram } from '../languages/typescript/lower.ts';
import { isStackOverflow } from '../languages/typescript/nesting.ts';
import { createServicesOracle, typedServices } from '../languages/typescript/services-oracle.ts';
import { type CheckedEslintSettings, checkEslintSettings } from './config/eslint-settings.ts';
import type { Finding, Suggestion } from './finding.ts';
import { guideUrl } from './guide-url.ts';
import { createFileSystemProject } from './file-system-project.ts';
import { completeOptions, optionsJsonSchema } from './options.ts';
import type { AdoptedFile } from './project.ts';
import type { RuleDefinition } from './rule.ts';

interface Analysis {
  readonly file: AdoptedFile;
  readonly types: TypeOracle;
  /** Of the settings it was made under. */
  readonly key: string;
}

/** All rules share one analysis of a file. */
const analyses = new WeakMap<SourceCode, Analysis>();

// One project serves a whole run; with and without imports followed, as `settings.asynclint.crossFile` says.
const projects = { crossFile: createFileSystemProject(true), singleFile: createFileSystemProject(false) };

/** Makes an ESLint rule of one of ours. */
export function toEslintRule(rule: RuleDefinition): Rule.RuleModule {
  const messages = Object.fromEntries(Object.keys(rule.messages).map((id) => [id, '{{ message }}']));
  return {
    meta: {
      type: 'problem',
      docs: { description: rule.description, url: guideUrl(rule.id), recommended: rule.tier === 'recommended' },
      schema: [optionsJsonSchema(rule)],
      defaultOptions: [completeOptions(rule, undefined)],
      messages,
      hasSuggestions: true,
      // ESLint refuses to run where a rule is turned on for a language it does not name, as in a configuration for all files.
      languages: ['js/js', 'asynclint/python'],
    },
    create(context) {
      const language = isPython(context.sourceCode) ? 'python' : 'typescript';
      if (!rule.languages.includes(language)) return {};
      const check = (): void => {
        for (const finding of findingsOf(rule, context)) report(context, finding);
      };
      return language === 'python' ? { 'Module:exit': check } : { 'Program:exit': check };
    },
  };
}

/** ESLint's types know the source code of JavaScript alone. */
function isPython(sourceCode: object): sourceCode is PythonSourceCode {
  return sourceCode instanceof PythonSourceCode;
}

function findingsOf(rule: RuleDefinition, context: Rule.RuleContext): readonly Finding[] {
  const settings = checkEslintSettings(context.settings['asynclint']);
  const { file, types } = analysisOf(context, settings);
  const options = completeOptions(rule, context.options[0] as Readonly<Record<string, unknown>> | undefined);
  const { findings, problems } = file.check([{ rule, severity: 'error', options }], types, settings);
  const [problem] = problems;
  if (problem !== undefined) throw new Error(`${problem.path}: ${problem.message}`);
  return findings;
}

function analysisOf({ sourceCode, filename }: Rule.RuleContext, { crossFile, knowledge, key }: CheckedEslintSettings): Analysis {
  const known = analyses.get(sourceCode);
  if (known?.key === key) return known;
  const files = crossFile ? projects.crossFile : projects.singleFile;
  files.refresh();
  const adopt = (facts: FileFacts): AdoptedFile => files.project.adopt(filename, sourceCode.text, facts, knowledge);
  const analysis = { ...(isPython(sourceCode) ? analysePython(sourceCode, adopt) : analyseTree(sourceCode, adopt)), key };
  analyses.set(sourceCode, analysis);
  return analysis;
}

function analysePython({ parsed, text }: PythonSourceCode, adopt: (facts: FileFacts) => AdoptedFile): Omit<Analysis, 'key'> {
  const file = adopt(orEmpty(() => lowerPython(parsed, text), () => lowerPython({ module: { ...parsed.module, body: [] }, comments: [] }, text)));
  return { file, types: file.inference };
}

function analyseTree(sourceCode: SourceCode, adopt: (facts: FileFacts) => AdoptedFile): Omit<Analysis, 'key'> {
  const lowered = lowerTree(sourceCode);
  const file = adopt(lowered.facts);
  const services = typedServices(sourceCode.parserServices);
  return { file, types: services === undefined ? file.inference : createServicesOracle(services, lowered, file.inference) };
}

function lowerTree(sourceCode: SourceCode): Lowered {
  const program = sourceCode.ast as unknown as ESTree.Program;
  return orEmpty(() => lowerProgram(program, sourceCode.text, commentsOf(sourceCode)), () => lowerProgram({ ...program, body: [] }, sourceCode.text, []));
}

/** ESLint goes on with code that is nested too deeply for us. */
function orEmpty<T>(lower: () => T, lowerNothing: () => T): T {
  try {
    return lower();
  } catch (error) {
    if (isStackOverflow(error)) return lowerNothing();
    throw error;
  }
}

function commentsOf(sourceCode: SourceCode): SourceComment[] {
  return sourceCode.getAllComments().map((comment) => ({
    block: comment.type === 'Block',
    text: comment.value,
    span: { start: comment.range?.[0] ?? 0, end: comment.range?.[1] ?? 0 },
  }));
}

function report(context: Rule.RuleContext, finding: Finding): void {
  const { sourceCode } = context;
  const location = { start: sourceCode.getLocFromIndex(finding.span.start), end: sourceCode.getLocFromIndex(finding.span.end) };
  context.report({
    loc: location,
    messageId: finding.messageId,
    data: { message: finding.message },
    suggest: finding.suggestions.map((suggestion) => ({
      messageId: suggestion.messageId,
      data: { message: suggestion.title },
      fix: (fixer) => suggestedFixes(fixer, suggestion),
    })),
  });
}

function suggestedFixes(fixer: Rule.RuleFixer, { edits }: Suggestion): Rule.Fix[] {
  return edits.map(({ span, text }) => fixer.replaceTextRange([span.start, span.end], text));
}
