import type { RuleTester } from 'eslint';

type MarkedCase = (name: string, messageId: string, marked: string, options?: Readonly<Record<string, unknown>>) => RuleTester.InvalidTestCase;

/**
 * Makes cases with one finding whose one suggestion, of this message, makes the marked changes: `«this»` is put in,
 * `‹this›` is taken out.
 */
export function repairedBy(suggestionId: string): MarkedCase {
  return (name, messageId, marked, options) => {
    const code = marked.replaceAll(/«[^»]*»/g, '').replaceAll(/[‹›]/g, '');
    const output = marked.replaceAll(/‹[^›]*›/g, '').replaceAll(/[«»]/g, '');
    const errors = [{ messageId, suggestions: [{ messageId: suggestionId, output }] }];
    return options === undefined ? { name, code, errors } : { name, code, errors, options: [options] };
  };
}
