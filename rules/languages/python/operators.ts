/** How operators are written, by pyright's numbers for them. */
const texts =
  '+ += = & &= ~ | |= ^ ^= / /= == // //= > >= << <<= <> < <= @ @= % %= * *= != ** **= >> >>= - -= := and or not is is_not in not_in'
    .split(' ')
    .map((text) => text.replace('_', ' '));

const comparisons = new Set(['==', '>', '>=', '<>', '<', '<=', '!=', 'is', 'is not', 'in', 'not in']);
const comparisonNumbers = new Set(texts.flatMap((text, number) => (comparisons.has(text) ? [number] : [])));

export function operatorText(operator: number): string {
  return texts[operator] ?? '';
}

export function isComparison(operator: number): boolean {
  return comparisonNumbers.has(operator);
}
