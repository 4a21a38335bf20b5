import Mocha from 'mocha';

/** Runs the tests that `register` declares, or those whose titles hold a text, in this process. Returns how many failed. */
export async function runMocha(register: () => void | Promise<void>, only = ''): Promise<number> {
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', color: false, timeout: 30_000, forbidOnly: true });
  // What loading a test file would do first: it makes `describe` and `it` global.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await register();
  if (only !== '') mocha.fgrep(only);
  return new Promise((resolve) => mocha.run(resolve));
}
