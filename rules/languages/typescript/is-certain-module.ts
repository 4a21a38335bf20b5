import { nestsTooDeeply } from './nesting.ts';
import { parseSyntax } from './parse.ts';

/** Is a text certainly a module to every compiler: does it parse, and import or export something in the syntax of modules? */
export function isCertainModule(path: string, text: string): boolean {
  if (nestsTooDeeply(text)) return false;
  const { errors, module } = parseSyntax(path, text);
  return errors.length === 0 && module.staticImports.length + module.staticExports.length > 0;
}
