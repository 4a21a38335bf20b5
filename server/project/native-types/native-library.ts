/** What is used of the native compiler's library. In one module, so that a bundler can leave the rest out and load this when it is needed. */
export { version } from '@typescript/native';
export { API, JsxEmit, ModuleKind, ModuleResolutionKind, ObjectFlags, TypeFlags, all } from '@typescript/native/sync';
export { createFileSystemLayer } from '@typescript/native/fs';
export { SyntaxKind, isModuleDeclaration, isStringLiteral } from '@typescript/native/ast';
