import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { parseForESLint } from '@typescript-eslint/parser';
import type * as ESTree from '@oxc-project/types';
import { type FileModel, createFileModel } from '../../../rules/facts/file-model.ts';
import { type TypeOracle, unknownType } from '../../../rules/facts/types.ts';
import { lowerProgram } from '../../../rules/languages/typescript/lower.ts';
import { createServicesOracle, typedServices } from '../../../rules/languages/typescript/services-oracle.ts';
import type { NativeTypes } from '../../../server/project/native-types/native-types.ts';

/** Answers nothing, so that only what the compilers say is compared. */
export const noInference: TypeOracle = { source: 'inference', typeOf: () => unknownType, callability: () => 'unknown', calleeNames: () => [], signalArgument: () => undefined, signalProperty: () => undefined, voidCallbacks: () => [] };

/** All answers about a file that differ between typescript-eslint's compiler and the native one, and how many were compared. */
export function compareOracles(root: string, path: string, native: NativeTypes): { readonly compared: number; readonly differences: string[] } {
  const { model, services } = readTyped(root, path);
  const found = native.oracleFor(model, noInference);
  const differences: string[] = [];
  let compared = 0;
  const compare = (what: string, span: { readonly start: number; readonly end: number }, expected: unknown, actual: unknown): void => {
    compared++;
    const [wanted, got] = [canonical(expected), canonical(actual)];
    if (wanted !== got) differences.push(`${what} of ${model.text.slice(span.start, span.end)} in ${relative(root, path)}: ${wanted} by services, ${got} natively`);
  };
  compare('source', { start: 0, end: 0 }, 'types', found.source);
  for (const { id, kind, span } of model.facts.values) {
    compare('typeOf', span, services.typeOf(model, id), found.typeOf(model, id));
    compare('callability', span, services.callability(model, id), found.callability(model, id));
    compare('signalProperty', span, services.signalProperty(model, id), found.signalProperty(model, id));
    if (kind !== 'call') continue;
    compare('calleeNames', span, services.calleeNames(model, id), found.calleeNames(model, id));
    compare('voidCallbacks', span, services.voidCallbacks(model, id), found.voidCallbacks(model, id));
    compare('signalArgument', span, services.signalArgument(model, id), found.signalArgument(model, id));
  }
  return { compared, differences };
}

function readTyped(root: string, path: string): { readonly model: FileModel; readonly services: TypeOracle } {
  const text = readFileSync(path, 'utf8');
  const parsed = parseForESLint(text, { filePath: path, project: `${root}/tsconfig.json`, tsconfigRootDir: root, disallowAutomaticSingleRunInference: true, range: true, loc: true, comment: true, tokens: true });
  const lowered = lowerProgram(parsed.ast as unknown as ESTree.Program, text, []);
  const typed = typedServices(parsed.services);
  if (typed === undefined) throw new Error(`typescript-eslint has no types for ${path}`);
  return { model: createFileModel(path, text, lowered.facts), services: createServicesOracle(typed, lowered, noInference) };
}

/** The compilers' libraries declare the same things in different numbers of places, and order unions differently. */
function canonical(answer: unknown): string {
  return JSON.stringify(sortLists(answer));
}

function sortLists(value: unknown): unknown {
  if (Array.isArray(value)) {
    const texts = new Set(value.map((element) => canonical(element)));
    return [...texts].sort();
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sortLists(inner)]));
}
