import { readFileSync } from 'node:fs';
import { declaringPackage } from 'eslint-plugin-asynclint/engine';
import type { NativeApi, NativeProject, Node, NodeHandle } from './native-api.ts';

/** The name of the `declare module 'x'` around a declaration; undefined where there is none. */
export type AmbientModules = (declaration: NodeHandle, project: NativeProject) => string | undefined;

/** Looks into each version of a declaration file once, as long as one process of the compiler lives. */
export function createAmbientModules({ SyntaxKind, isModuleDeclaration, isStringLiteral }: NativeApi): AmbientModules {
  const suspected = new Map<string, boolean>();

  /** The syntax tree of a file is costly to have, and few files declare modules. */
  function mayDeclare({ path, sourceFileId }: NodeHandle): boolean {
    const key = `${sourceFileId} ${path}`;
    const known = suspected.get(key) ?? mentionsModules(path);
    suspected.set(key, known);
    return known;
  }

  function around(declaration: Node | undefined): string | undefined {
    let node = declaration;
    while (node !== undefined && node.kind !== SyntaxKind.SourceFile) {
      if (isModuleDeclaration(node) && isStringLiteral(node.name)) return node.name.text.replace(/^node:/, '');
      node = node.parent;
    }
    return undefined;
  }

  return (declaration, project) => (isDeclarationFile(declaration.path) && mayDeclare(declaration) ? around(declaration.resolve(project)) : undefined);
}

/** Files of packages are what they are on the disk; others may be edited. */
function mentionsModules(path: string): boolean {
  if (declaringPackage(path) === undefined) return true;
  try {
    return /\bmodule\s*(?:\/[/*].*)?\s*["']/.test(readFileSync(path, 'utf8'));
  } catch {
    return true;
  }
}

function isDeclarationFile(path: string): boolean {
  return /\.d\.(?:\w+\.)?[cm]?ts$/.test(path);
}
