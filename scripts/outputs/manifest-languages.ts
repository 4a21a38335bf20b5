import { lintableExtensions } from '../../rules/languages/lintable.ts';
import type { Output } from './output.ts';

/** The parts of the extension's manifest that name languages; the rest passes through. */
interface Manifest {
  activationEvents?: readonly string[];
  readonly contributes?: { readonly commands?: readonly { readonly command: string; enablement?: string }[] };
}

/** What VS Code calls the language of files with these endings. */
const languages: Readonly<Record<string, string>> = {
  ts: 'typescript',
  tsx: 'typescriptreact',
  mts: 'typescript',
  cts: 'typescript',
  js: 'javascript',
  jsx: 'javascriptreact',
  mjs: 'javascript',
  cjs: 'javascript',
  py: 'python',
  pyw: 'python',
};

/** The languages that start the extension, and in whose files its commands about a file can be run. */
export function manifestLanguages(): Output {
  return {
    path: 'package.json',
    render(current) {
      const unnamed = lintableExtensions.find((extension) => languages[extension] === undefined);
      if (unnamed !== undefined) return new Error(`scripts/outputs/manifest-languages.ts must say what VS Code calls the language of .${unnamed}`);
      const manifest = JSON.parse(current ?? '{}') as Manifest;
      const names = [...new Set(lintableExtensions.map((extension) => languages[extension] ?? ''))].sort();
      manifest.activationEvents = names.map((name) => `onLanguage:${name}`);
      for (const command of manifest.contributes?.commands ?? []) {
        if (command.enablement?.includes('editorLangId') === true) command.enablement = `editorLangId =~ /^(${names.join('|')})$/`;
      }
      return `${JSON.stringify(manifest, null, 2)}\n`;
    },
  };
}
