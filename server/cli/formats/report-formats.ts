import { formatCheckstyle } from './checkstyle.ts';
import type { Format } from './format.ts';
import { formatGithub } from './github.ts';
import { formatGitlab } from './gitlab.ts';
import { formatJson } from './json.ts';
import { formatJunit } from './junit.ts';
import { formatSarif } from './sarif.ts';
import { formatText } from './text.ts';

/** All formats of a report, by the name that `--format` takes. */
export const reportFormats: ReadonlyMap<string, Format> = new Map([
  ['text', formatText],
  ['json', formatJson],
  ['sarif', formatSarif],
  ['github', formatGithub],
  ['gitlab', formatGitlab],
  ['junit', formatJunit],
  ['checkstyle', formatCheckstyle],
]);
