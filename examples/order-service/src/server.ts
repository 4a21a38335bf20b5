import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { notifyAll, placeOrder } from './orders.ts';

interface Prices {
  readonly [sku: string]: number;
}

// Start-up code may block: nobody is waiting yet.
const settings = JSON.parse(readFileSync(new URL('../settings.json', import.meta.url), 'utf8')) as { port: number };

function readPrices(region: string): Prices {
  return JSON.parse(readFileSync(`prices/${region}.json`, 'utf8')) as Prices;
}

function priceOf(sku: string, region: string): number {
  return readPrices(region)[sku] ?? 0;
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

const server = createServer(async (request, response) => {
  try {
    const order = JSON.parse(await readBody(request)) as { sku: string; region: string; customers: string[] };
    const price = priceOf(order.sku, order.region);
    await placeOrder(order.sku, price);
    await notifyAll(order.customers, order.sku);
    response.end(String(price));
  } catch {
    response.statusCode = 500;
    response.end();
  }
});

server.listen(settings.port);
