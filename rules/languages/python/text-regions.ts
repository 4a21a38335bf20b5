import { type TextNode, type TextRegion, collectTextRegions } from '../text-regions.ts';
import { parsePython } from './parse-python.ts';

/** Finds where comments and strings are, sorted by place and without overlap; a format string counts as a whole. Undefined if the text can't be parsed. */
export function findPythonTextRegions(text: string): readonly TextRegion[] | undefined {
  const { module, comments, errors, unclosedString } = parsePython(text);
  if (unclosedString || (module.body.length === 0 && errors.length > 0)) return undefined;
  return collectTextRegions(module, comments, kindOf);
}

function kindOf({ type, kind }: TextNode): TextRegion['kind'] | undefined {
  return type === 'JoinedStr' || type === 'TemplateStr' || (type === 'Constant' && (kind === 'str' || kind === 'bytes')) ? 'string' : undefined;
}
