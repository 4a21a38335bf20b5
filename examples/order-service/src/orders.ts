import { appendFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

async function audit(event: string): Promise<void> {
  await appendFile('audit.log', `${event}\n`);
}

export async function placeOrder(sku: string, price: number): Promise<void> {
  await fetch('https://warehouse.example/orders', { method: 'POST', body: JSON.stringify({ sku, price }) });
  audit(`ordered ${sku}`);
}

export async function notifyAll(customers: readonly string[], sku: string): Promise<void> {
  await Promise.all(
    customers.map(async (customer) => {
      await fetch(`https://mail.example/send?to=${customer}`, { method: 'POST', body: sku });
    }),
  );
}

/** Asks the warehouse until it has an answer or the caller gives up. */
export async function waitForStock(sku: string, signal: AbortSignal): Promise<number> {
  for (;;) {
    try {
      const response = await fetch(`https://warehouse.example/stock/${sku}`, { signal });
      if (response.ok) return Number(await response.text());
    } catch (error) {
      console.error('The warehouse did not answer', error);
    }
    await delay(1000);
  }
}
