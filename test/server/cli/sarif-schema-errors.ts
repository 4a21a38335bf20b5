import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import Ajv from 'ajv';

const require = createRequire(import.meta.url);
const schemaPath = join(require.resolve('@microsoft/jest-sarif/package.json'), '..', 'lib', 'schemas', 'sarif-2.1.0-rtm.5.json');

const validate = new Ajv({ allErrors: true, schemaId: 'auto', meta: readJson(require.resolve('ajv/lib/refs/json-schema-draft-04.json')) }).compile(readJson(schemaPath));

/** Where a report breaks the published JSON schema of SARIF 2.1.0: the place, and what is wrong there. */
export function sarifSchemaErrors(report: string): string[] {
  validate(JSON.parse(report));
  return (validate.errors ?? []).map(({ dataPath, message, params }) => `${dataPath} ${message ?? ''} ${JSON.stringify(params)}`);
}

function readJson(path: string): object {
  return JSON.parse(readFileSync(path, 'utf8')) as object;
}
