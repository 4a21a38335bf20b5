import { readFileSync } from 'node:fs';
import { placeOrder } from '../src/orders.ts';

async function importOrders(path: string): Promise<void> {
  const lines = readFileSync(path, 'utf8').split('\n');
  for (const line of lines) {
    const [sku = '', price = '0'] = line.split(';');
    await placeOrder(sku, Number(price));
  }
}

await importOrders(process.argv[2] ?? 'orders.csv');
