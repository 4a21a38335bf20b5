import { runProcess } from './run-process.ts';

/** Installs packages of Debian, which only the administrator may do. */
export async function installDebianPackages(...names: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runProcess('apt-get', ['update', '-qq'], { env });
  await runProcess('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env });
}
