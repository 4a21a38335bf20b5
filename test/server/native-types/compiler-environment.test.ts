import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { compilerEnvironment, withEnvironment } from '../../../server/project/native-types/compiler-environment.ts';

const gigabyte = 1024 ** 3;

describe("the environment of the compiler's process", () => {
  it('lets it use memory where there is plenty, and leaves it as it is elsewhere', () => {
    assert.deepEqual(compilerEnvironment({}, 16 * gigabyte), { GOGC: '200', GOMEMLIMIT: String(8 * gigabyte) });
    assert.deepEqual(compilerEnvironment({}, 4 * gigabyte), {});
  });

  it('is what the user says', () => {
    assert.deepEqual(compilerEnvironment({ GOGC: '50' }, 16 * gigabyte), {});
    assert.deepEqual(compilerEnvironment({ GOMEMLIMIT: '1GiB' }, 16 * gigabyte), {});
  });

  it('is that of no other process', () => {
    const print = (): string => execFileSync(process.execPath, ['-p', 'process.env.ASYNCLINT_SAMPLE'], { encoding: 'utf8' }).trim();
    assert.deepEqual([withEnvironment({ ASYNCLINT_SAMPLE: 'here' }, print), print()], ['here', 'undefined']);
    assert.throws(() => withEnvironment({ ASYNCLINT_SAMPLE: 'here' }, () => { throw new Error('no'); }));
    assert.equal(process.env['ASYNCLINT_SAMPLE'], undefined);
  });
});
