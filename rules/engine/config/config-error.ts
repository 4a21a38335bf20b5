/** A place in a configuration file; lines and columns count from 1, columns in UTF-16 units. */
export interface ConfigPlace {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** A mistake of the user's in settings or configuration. The message names the place, what is wrong, and a right example. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** Where in a file it is; undefined for settings that are in none. */
  readonly place: ConfigPlace | undefined;
  /** The message without the place. */
  readonly problem: string;

  constructor(origin: string, problem: string, place?: ConfigPlace) {
    super(`${origin}: ${problem}`);
    this.place = place;
    this.problem = problem;
  }
}
