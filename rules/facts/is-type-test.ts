/** Is this a test of types? The compiler reads such a file, and nothing ever runs it. */
export function isTypeTest(path: string): boolean {
  return /[.-](?:test|spec)-d\.[cm]?[jt]sx?$|\.tst\.[cm]?tsx?$|[\\/]test-d[\\/]/.test(path);
}
