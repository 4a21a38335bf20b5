/**
 * How code begins and ends a transaction by hand, by methods of a connection and by statements of SQL.
 * Sources: https://node-postgres.com/features/transactions, https://sidorares.github.io/node-mysql2/docs/documentation/promise-wrapper
 */
export const transactionStarts = { methods: /^beginTransaction$/, texts: /^\s*(?:begin|start\s+transaction)\b/i } as const;

export const transactionEnds = { methods: /^(?:commit|rollback)(?:Transaction)?$/, texts: /^\s*(?:commit|rollback(?!\s+to\b)|end|abort)\b/i } as const;
