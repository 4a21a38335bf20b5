import type { NativeApi, RawCompilerOptions } from './native-api.ts';

type Target = NonNullable<RawCompilerOptions['target']>;

/** The newest version of the language by name, ES2026, of an enumeration that the library does not export. */
const newest: unknown = 13;

/** The options that the compiler gives files that are in no project. */
export function looseFileOptions({ JsxEmit, ModuleKind, ModuleResolutionKind }: NativeApi): RawCompilerOptions {
  return {
    allowImportingTsExtensions: true,
    allowJs: true,
    allowNonTsExtensions: true,
    jsx: JsxEmit.ReactJSX,
    module: ModuleKind.ESNext,
    moduleResolution: ModuleResolutionKind.Bundler,
    resolveJsonModule: true,
    sourceMap: true,
    strictFunctionTypes: true,
    strictNullChecks: true,
    target: newest as Target,
  };
}
