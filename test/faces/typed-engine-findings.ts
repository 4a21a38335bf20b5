import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { NativeTypes } from '../../server/project/native-types/native-types.ts';
import { loadNativeApi } from '../../server/project/native-types/native-api.ts';
import { createNativeTypes } from '../../server/project/native-types/native-types.ts';
import { agreementFiles, repositoryRoot } from './agreement-files.ts';
import { type EngineFinding, engineFindings } from './engine-findings.ts';

/** What the engine finds with types in the files over which the faces must agree. */
export async function typedEngineFindings(): Promise<EngineFinding[]> {
  const native = await loadNativeApi();
  assert.ok(native, 'The native compiler is installed');
  const files = agreementFiles.map((file) => join(repositoryRoot, file));
  const types: NativeTypes = createNativeTypes(native, { directory: repositoryRoot, files, note: (message) => { assert.fail(message); } });
  try {
    return engineFindings(types.oracleFor);
  } finally {
    types.close();
  }
}
