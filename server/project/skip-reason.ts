const largestText = 2 * 1024 * 1024;
const smallestMinified = 5000;
const longestAverageLine = 300;

/**
 * Why a text isn't worth analysing, or undefined if it is. Generated bundles and data in a script's clothes
 * cost seconds and report code that nobody wrote by hand.
 */
export function skipReason(text: string): string | undefined {
  if (text.length > largestText) return 'larger than 2 MB';
  if (text.includes('\0')) return 'binary';
  if (text.length >= smallestMinified && text.length / countLines(text) > longestAverageLine) return 'minified';
  return undefined;
}

function countLines(text: string): number {
  let lines = 1;
  for (let offset = text.indexOf('\n'); offset >= 0; offset = text.indexOf('\n', offset + 1)) lines++;
  return lines;
}
