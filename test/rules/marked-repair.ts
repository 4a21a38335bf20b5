import type { RuleTester } from 'eslint';

/**
 * A case whose one suggestion makes the marked changes: `«this»` is put in, `‹this›` is taken out.
 * Further properties of the case go into `more`.
 */
export function repaired(name: string, messageId: string, marked: string, more: Partial<RuleTester.InvalidTestCase> = {}): RuleTester.InvalidTestCase {
  const code = marked.replaceAll(/«[^»]*»/g, '').replaceAll(/[‹›]/g, '');
  const output = marked.replaceAll(/‹[^›]*›/g, '').replaceAll(/[«»]/g, '');
  return { name, code, errors: [{ messageId, suggestions: [{ messageId: 'rethrow', output }] }], ...more };
}
