import { dirname, extname } from 'node:path';
import { type FileModel, type ValueId, isOptionalChain } from 'eslint-plugin-asynclint/engine';

/** A call whose callee may tell all about the type of a value. */
export interface SettlingCall {
  readonly callee: ValueId;
  readonly isConstruct: boolean;
  /** The value is what `await` makes of the call. */
  readonly isAwaited: boolean;
  /** There is a `?.` on the way, so that the value may also be `undefined`. */
  readonly isOptional: boolean;
  /** How the callee is come by, where it starts from an import or a global, and takes results of other calls. */
  readonly chain: CalleeChain | undefined;
}

/** A way from an import or a global, the root, to a callee. */
export interface CalleeChain {
  readonly root: ValueId;
  /** The same for all values that are this root in the project. */
  readonly rootKey: string;
  readonly steps: readonly ChainStep[];
  /** The same for all chains with this root and these steps. */
  readonly key: string;
}

export type ChainStep = 'call' | 'construct' | { readonly property: string };

/** The call that a value is, or waits for; undefined for other values, and where the compiler takes calls for other things. */
export function settlingCall(file: FileModel, id: ValueId): SettlingCall | undefined {
  const value = file.facts.values[id];
  const isAwaited = value?.kind === 'await';
  const call = isAwaited ? file.facts.values[value.operand] : value;
  // In JavaScript the result of a call can be extended by what is assigned to its members.
  if (call?.kind !== 'call' || !(isAwaited || /\.[cm]?tsx?$/.test(file.path))) return undefined;
  const callee = file.facts.values[call.callee];
  if (callee === undefined || callee.kind === 'this' || (callee.kind === 'name' && callee.name === 'require')) return undefined;
  return { callee: call.callee, isConstruct: call.form === 'construct', isAwaited, isOptional: isOptionalChain(file, call.id), chain: chainTo(file, call.callee) };
}

function chainTo(file: FileModel, callee: ValueId): CalleeChain | undefined {
  const steps: ChainStep[] = [];
  for (let value = file.facts.values[callee]; value !== undefined; ) {
    switch (value.kind) {
      case 'name': {
        const rootKey = steps.some((step) => typeof step === 'string') ? rootKeyOf(file, value.binding, value.name) : undefined;
        steps.reverse();
        return rootKey === undefined ? undefined : { root: value.id, rootKey, steps, key: `${rootKey} ${steps.map(describe).join('')}` };
      }
      case 'member':
        if (value.property === undefined || value.optional) return undefined;
        steps.push({ property: value.property });
        value = file.facts.values[value.object];
        break;
      case 'call':
        if (value.optional || value.form === 'tag') return undefined;
        steps.push(value.form);
        value = file.facts.values[value.callee];
        break;
      default:
        return undefined;
    }
  }
  return undefined;
}

/** What modules are called depends on the folder of who imports them. Namespaces and enums have names that are no globals. */
function rootKeyOf(file: FileModel, id: number | undefined, name: string): string | undefined {
  if (id === undefined) return name === 'arguments' || name === 'undefined' || file.facts.bindings.some(({ kind }) => kind === 'namespace' || kind === 'enum') ? undefined : `:${name}`;
  const imported = file.facts.bindings[id]?.import;
  return imported === undefined ? undefined : `${dirname(file.path)} ${extname(file.path)} ${imported.module}:${imported.name}`;
}

function describe(step: ChainStep): string {
  return typeof step === 'string' ? ` ${step} ` : `.${step.property}`;
}
