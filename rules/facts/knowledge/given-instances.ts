import type { SymbolPath } from './schema.ts';

/** What functions of libraries hand to the callbacks they are given, so that what is known of it is known there too. */
export interface GivenInstance {
  /** The function, by the symbol paths it goes by. */
  readonly of: RegExp;
  /** The same where another file makes what it is called on, by the end of its path and the parameter's name. */
  readonly elsewhere?: RegExp;
  /** The position of the callback's parameter. */
  readonly parameter: number;
  /** What it is; the same as what the function is called on, where this is missing. */
  readonly gives?: SymbolPath;
  readonly source: string;
}

const routes = 'all|delete|get|head|options|patch|post|put|use';

export const givenInstances: readonly GivenInstance[] = [
  { of: /^@prisma\/client(?:\/[\w-]+)?:PrismaClient#(?:\$extends\(\)#)?\$transaction$/, elsewhere: /[.#]\$transaction \w+$/, parameter: 0, source: 'https://www.prisma.io/docs/orm/prisma-client/queries/transactions#interactive-transactions' },
  { of: /^typeorm:(?:DataSource|Connection|EntityManager)#(?:manager\.)?transaction$/, parameter: 0, gives: 'typeorm:EntityManager#', source: 'https://typeorm.io/docs/advanced-topics/transactions' },
  { of: /^drizzle-orm\/[\w/-]+:drizzle\(\)#transaction$/, elsewhere: /[.#]transaction (?:tx|trx)$/, parameter: 0, source: 'https://orm.drizzle.team/docs/transactions' },
  { of: /^knex:(?:(?:default|knex)\(\)|Knex)#transaction$/, parameter: 0, source: 'https://knexjs.org/guide/transactions.html' },
  { of: /^kysely:Kysely#transaction\(\)#execute$/, parameter: 0, gives: 'kysely:Kysely#', source: 'https://kysely.dev/docs/examples/transactions/simple-transaction' },
  { of: /^koa:default#use$/, parameter: 1, gives: 'koa:next', source: 'https://github.com/koajs/koa/blob/master/docs/guide.md#writing-middleware' },
  { of: new RegExp(`^(?:@koa/router|koa-router):(?:default|Router)#(?:${routes})$`), parameter: 1, gives: 'koa:next', source: 'https://github.com/koajs/router/blob/master/API.md' },
  { of: new RegExp(`^hono:Hono#(?:${routes})$`), parameter: 1, gives: 'hono:next', source: 'https://hono.dev/docs/guides/middleware' },
  { of: /^hono\/factory:createMiddleware$/, parameter: 1, gives: 'hono:next', source: 'https://hono.dev/docs/helpers/factory' },
  { of: /^@playwright\/test:(?:test|it)(?:\.(?:only|skip|fixme|fail|slow|beforeEach|afterEach))?$/, parameter: 0, gives: '@playwright/test:fixtures', source: 'https://playwright.dev/docs/test-fixtures#built-in-fixtures' },
];
