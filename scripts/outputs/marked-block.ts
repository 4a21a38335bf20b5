import { generatedNotice } from './output.ts';

/** Puts Markdown between `<!-- name:start -->` and `<!-- name:end -->`; the rest of the text stays as it is. */
export function replaceMarkedBlock(text: string | undefined, name: string, content: string): string | Error {
  const start = `<!-- ${name}:start -->`;
  const end = `<!-- ${name}:end -->`;
  const [before, rest, ...more] = (text ?? '').split(start);
  const [, after, ...ends] = (rest ?? '').split(end);
  if (before === undefined || after === undefined || more.length + ends.length > 0) {
    return new Error(`it must have the lines ${start} and ${end}, once each, for generated text to go between`);
  }
  return `${before}${start}\n<!-- ${generatedNotice} -->\n\n${content}\n\n${end}${after}`;
}
