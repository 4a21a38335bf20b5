import { nearestName } from 'eslint-plugin-asynclint/engine';

/** The end of a sentence about an unknown name: a full stop, and the name that was probably meant, if there is one. */
export function didYouMean(typed: string, names: Iterable<string>, prefix = ''): string {
  const nearest = nearestName(typed, [...names]);
  return nearest === undefined ? '.' : `. Did you mean ${prefix}${nearest}?`;
}
