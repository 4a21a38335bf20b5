/** A published package whose sources are read as real code; never run. */
export interface CorpusPackage {
  readonly name: string;
  readonly version: string;
  /** The files of the package that are checked, as globs. */
  readonly sources: readonly string[];
}

/** Pinned packages that ship their sources: servers, clients, libraries and commands. */
export const corpusPackages: readonly CorpusPackage[] = [
  { name: 'ghost', version: '6.65.0', sources: ['core/*.js', 'core/server/**/*.js'] },
  { name: '@directus/api', version: '39.2.1', sources: ['dist/**/*.js'] },
  { name: 'fastify', version: '5.12.8', sources: ['fastify.js', 'lib/**/*.js'] },
  { name: '@trpc/server', version: '11.25.2', sources: ['src/**/*.ts'] },
  { name: 'mongodb', version: '7.8.0', sources: ['src/**/*.ts'] },
  { name: 'rxjs', version: '7.8.2', sources: ['src/**/*.ts'] },
  { name: 'undici', version: '8.12.4', sources: ['index.js', 'lib/**/*.js'] },
  { name: 'pm2', version: '7.0.4', sources: ['lib/**/*.js'] },
  { name: 'npm', version: '12.2.0', sources: ['lib/**/*.js', 'node_modules/@npmcli/arborist/lib/**/*.js', 'node_modules/pacote/lib/**/*.js'] },
];
