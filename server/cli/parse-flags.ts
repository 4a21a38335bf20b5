import { parseArgs } from 'node:util';
import { didYouMean } from './did-you-mean.ts';
import { UsageError } from './usage-error.ts';

/** A flag of a command. One with `value` takes a value, and `value` names it in the help; if it is optional, `--flag=value` gives it, and `--flag` an empty one. */
export interface Flag {
  readonly description: string;
  readonly value?: string;
  readonly repeatable?: true;
  readonly optional?: true;
  readonly choices?: readonly string[];
}

export type Flags = Readonly<Record<string, Flag>>;

export type FlagValues<F extends Flags = Flags> = { readonly [Name in keyof F]: FlagValue<F[Name]> };

type FlagValue<F extends Flag> = F extends { readonly value: string }
  ? F extends { readonly repeatable: true } ? readonly string[] : string | undefined
  : boolean;

/**
 * Reads a command line. Short forms: `-h` for `--help` only.
 * @throws UsageError for an unknown flag, a missing or unexpected value, or one that is no choice.
 */
export function parseFlags<F extends Flags>(flags: F, args: readonly string[]): { operands: string[]; flags: FlagValues<F> } {
  const options = Object.fromEntries(Object.entries(flags).map(([name, flag]) => [name, { type: takesValue(flag) && !flag.optional ? 'string' : 'boolean' } as const]));
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const operands: string[] = [];
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const value = checkFlag(flags, token);
    values.set(token.name, [...(values.get(token.name) ?? []), value]);
  }
  return { operands, flags: collectValues(flags, values) };
}

interface GivenFlag {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function checkFlag(flags: Flags, { name, rawName, value, inlineValue }: GivenFlag): string {
  const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
  if (!flag) throw new UsageError(`There is no flag ${rawName}${didYouMean(name, Object.keys(flags), '--')}`);
  if (!takesValue(flag)) {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value, but it got "${value}".`);
    return '';
  }
  if (flag.optional) return value ?? '';
  const example = flag.choices?.[0] ?? flag.value ?? '';
  if (value === undefined) throw new UsageError(`${rawName} wants a value, as in ${rawName} ${example}.`);
  if (inlineValue === false && value.startsWith('--')) {
    throw new UsageError(`${rawName} wants a value, but ${value} follows. A value that starts with dashes is written ${rawName}=${value}.`);
  }
  if (flag.choices && !flag.choices.includes(value)) {
    throw new UsageError(`${rawName} can't be "${value}"; it is ${flag.choices.join(', ')}${didYouMean(value, flag.choices)}`);
  }
  return value;
}

function collectValues<F extends Flags>(flags: F, values: ReadonlyMap<string, readonly string[]>): FlagValues<F> {
  const collected = Object.entries(flags).map(([name, flag]): [string, boolean | string | readonly string[] | undefined] => {
    const given = values.get(name);
    if (!takesValue(flag)) return [name, given !== undefined];
    return [name, flag.repeatable ? (given ?? []) : given?.at(-1)];
  });
  return Object.fromEntries(collected) as unknown as FlagValues<F>;
}

function takesValue(flag: Flag): boolean {
  return flag.value !== undefined;
}
