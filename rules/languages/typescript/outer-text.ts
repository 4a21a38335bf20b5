import type { FileFacts } from '../../facts/model.ts';
import { parseFile } from './parse.ts';

/**
 * The text of a file of TypeScript without what no other file can see of its types: the bodies of functions that declare what they
 * return. Undefined where nobody can tell: in JavaScript, whose types are made of bodies, and where the text can't be parsed.
 */
export function outerText(path: string, text: string): string | undefined {
  if (!/(?<!\.d)\.[cm]?tsx?$/.test(path) || text.startsWith('\uFEFF')) return undefined;
  const facts = factsOf(path, text);
  if (facts === undefined) return undefined;
  const { functions, regions } = facts;
  const bodies = functions.flatMap(({ form, returns, body }) => (form === 'module' || returns === undefined ? [] : (regions[body]?.span ?? [])));
  const parts: string[] = [];
  let end = 0;
  for (const body of bodies.sort((left, right) => left.start - right.start)) {
    // One within another is gone with it, and a declaration has none.
    if (body.start < end || body.end === body.start) continue;
    parts.push(text.slice(end, body.start));
    end = body.end;
  }
  return [...parts, text.slice(end)].join('{}');
}

function factsOf(path: string, text: string): FileFacts | undefined {
  try {
    const { lowered, errors } = parseFile(path, text);
    return errors.length > 0 ? undefined : lowered?.facts;
  } catch {
    return undefined; // Whoever checks the file tells what is wrong.
  }
}
