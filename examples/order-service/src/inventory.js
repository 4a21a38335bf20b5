import { execFileSync } from 'node:child_process';

/**
 * @param {string} sku
 * @returns {Promise<void>}
 */
export function reserve(sku) {
  return fetch(`https://warehouse.example/reserve/${sku}`, { method: 'POST' }).then(() => undefined);
}

/** @param {string[]} skus */
export async function reserveAll(skus) {
  for (const sku of skus) {
    reserve(sku);
  }
  const report = execFileSync('df', ['-h', '/var/inventory']);
  return report.toString();
}
