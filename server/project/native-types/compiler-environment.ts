/** Below this, in bytes, memory matters more than time. */
const plenty = 6 * 1024 ** 3;

/**
 * What the compiler's process finds in its environment, where it is asked about many files and then ends: it collects garbage half as
 * often, but holds on to no more than half of the memory that is available. Of what somebody else has set, nothing is changed.
 */
export function compilerEnvironment(environment: Readonly<Record<string, string | undefined>>, availableMemory: number): Readonly<Record<string, string>> {
  if (environment['GOGC'] !== undefined || environment['GOMEMLIMIT'] !== undefined || availableMemory < plenty) return {};
  return { GOGC: '200', GOMEMLIMIT: String(Math.floor(availableMemory / 2)) };
}

/** Does something with these in the environment of processes that it starts. */
export function withEnvironment<Result>(added: Readonly<Record<string, string>>, run: () => Result): Result {
  const names = Object.keys(added);
  const before = new Map(names.map((name) => [name, process.env[name]]));
  Object.assign(process.env, added);
  try {
    return run();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
}
