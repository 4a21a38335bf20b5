import { type TextNode, type TextRegion, collectTextRegions } from '../text-regions.ts';
import { nestsTooDeeply } from './nesting.ts';
import { parseSyntax } from './parse.ts';

const kinds: Readonly<Record<string, TextRegion['kind'] | undefined>> = { TemplateElement: 'template', JSXText: 'jsx' };

/**
 * Finds where comments, strings, templates and JSX text are, sorted by place and without overlap. Undefined if the
 * file can't be parsed. A template's parts include their delimiters, such as the backtick and `${`.
 */
export function findTextRegions(path: string, text: string): readonly TextRegion[] | undefined {
  if (nestsTooDeeply(text)) return undefined;
  const { program, comments, errors } = parseSyntax(path, text);
  if (program.body.length === 0 && errors.length > 0) return undefined;
  return collectTextRegions(program, comments, kindOf);
}

function kindOf({ type, value }: TextNode): TextRegion['kind'] | undefined {
  if (type === 'Literal') return typeof value === 'string' ? 'string' : undefined;
  return typeof type === 'string' ? kinds[type] : undefined;
}
