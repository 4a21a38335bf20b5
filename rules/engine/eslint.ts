import { readFileSync } from 'node:fs';
import type * as ESTree from '@oxc-project/types';
import type { Rule, SourceCode } from 'eslint';
import { createFileModel, type FileModel } from '../facts/file-model.ts';
import type { Role } from '../facts/roles.ts';
import type { TypeOracle } from '../facts/types.ts';
import { createInferenceOracle } from '../languages/typescript/inference-oracle.ts';
import { lowerProgram } from '../languages/typescript/lower.ts';
import { createServicesOracle, typedServices } from '../languages/typescript/services-oracle.ts';
import { checkFile } from './check-file.ts';
import type { Finding, Suggestion } from './finding.ts';
import { guideUrl } from './guide-url.ts';
import { createManifestFinder } from './manifests.ts';
import { completeOptions, optionsJsonSchema } from './options.ts';
import { roleOf, typescriptProgram } from './project.ts';
import type { RuleDefinition } from './rule.ts';

interface Analysis {
  readonly model: FileModel;
  readonly types: TypeOracle;
  readonly role: Role;
}

const inference = createInferenceOracle(typescriptProgram());
const manifests = createManifestFinder(readManifest);

/** All rules share one analysis of a file. */
const analyses = new WeakMap<SourceCode, Analysis>();

function readManifest(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

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
    },
    create(context) {
      return {
        'Program:exit': () => {
          for (const finding of findingsOf(rule, context)) report(context, finding);
        },
      };
    },
  };
}

function findingsOf(rule: RuleDefinition, context: Rule.RuleContext): readonly Finding[] {
  const { model, types, role } = analysisOf(context);
  const options = completeOptions(rule, context.options[0] as Readonly<Record<string, unknown>> | undefined);
  const { findings, problems } = checkFile(model, [{ rule, severity: 'error', options }], { program: typescriptProgram(), types, role });
  const [problem] = problems;
  if (problem !== undefined) throw new Error(`${problem.path}: ${problem.message}`);
  return findings;
}

function analysisOf(context: Rule.RuleContext): Analysis {
  const { sourceCode, filename } = context;
  const known = analyses.get(sourceCode);
  if (known !== undefined) return known;
  const comments = sourceCode.getAllComments().map((comment) => ({
    block: comment.type === 'Block',
    text: comment.value,
    span: { start: comment.range?.[0] ?? 0, end: comment.range?.[1] ?? 0 },
  }));
  const { facts, nodes } = lowerProgram(sourceCode.ast as unknown as ESTree.Program, sourceCode.text, comments);
  const model = createFileModel(filename, sourceCode.text, facts);
  const services = typedServices(sourceCode.parserServices);
  const types = services === undefined ? inference : createServicesOracle(services, nodes, inference);
  const { role } = roleOf(model, manifests.find(filename));
  const analysis = { model, types, role };
  analyses.set(sourceCode, analysis);
  return analysis;
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
