import { functionValue, referencesTo } from './call-graph.ts';
import type { CancellableCall } from './cancellable-work.ts';
import { enclosingWork } from './enclosing-work.ts';
import { fateOf, methodCallOn } from './fates.ts';
import { enclosingStructures, type FileModel, functionAt, regionAt, textOf, valueAt, withoutCasts } from './file-model.ts';
import type { ErrorHandler } from './handlers.ts';
import type { CallValue, FunctionId } from './model.ts';
import { returnedValues, symbolOf } from './origins.ts';
import { nameOf } from './words.ts';
