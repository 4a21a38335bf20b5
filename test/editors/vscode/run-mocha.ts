import Mocha from 'mocha';

/** Runs the tests that `register` declares, in this process. Returns how many failed. */
export async function runMocha(register: () => void | Promise<void>): Promise<number> {
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', color: false, timeout: 30_000, forbidOnly: true });
  // What loading a test file would do first: it makes `describe` and `it` global.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await register();
  return new Promise((resolve) => mocha.run(resolve));
}
