import { spawnSync } from 'node:child_process';

/** The version of Python 3 that is at hand, as its number after the point; undefined where there is none. */
export function pythonVersion(): number | undefined {
  const { stdout } = spawnSync('python3', ['--version'], { encoding: 'utf8' });
  const version = /^Python 3\.(\d+)/.exec(stdout)?.[1];
  return version === undefined ? undefined : Number(version);
}

const compileAll = `
import json, sys
def problem(source):
    try:
        compile(source, "fence", "exec")
    except SyntaxError as error:
        return f"line {error.lineno}: {error.msg}"
print(json.dumps([problem(source) for source in json.load(sys.stdin)]))
`;

/** What Python itself says of the syntax of programs, in their order; undefined for a good one. */
export function syntaxErrors(sources: readonly string[]): readonly (string | undefined)[] {
  const { stdout, stderr, status } = spawnSync('python3', ['-W', 'ignore', '-c', compileAll], { encoding: 'utf8', input: JSON.stringify(sources) });
  if (status !== 0) throw new Error(stderr);
  return (JSON.parse(stdout) as readonly (string | null)[]).map((error) => error ?? undefined);
}
