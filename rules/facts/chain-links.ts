import { runsWithin } from './call-graph.ts';
import { describeInvoked } from './describe.ts';
import type { EffectStep } from './effects.ts';
import { functionOf } from './file-model.ts';
import type { Span } from './model.ts';
import { functionLabel } from './program.ts';

/** A call of a chain, as it is told beside the finding at the first of them. */
export interface ChainLink {
  readonly path: string;
  readonly span: Span;
  readonly message: string;
}

/** The calls of a chain behind the first; `does` says what the last one does. */
export function chainLinks(steps: readonly EffectStep[], does: string): readonly ChainLink[] {
  return steps.slice(1).map(({ file, call }, index, behind) => {
    const caller = functionLabel(runsWithin(file, functionOf(file, call.id)), file);
    const callee = describeInvoked(file, call);
    const message = index === behind.length - 1 ? `\`${callee}\` is called here, in \`${caller}\`, and ${does}.` : `\`${caller}\` calls \`${callee}\` here.`;
    return { path: file.path, span: call.span, message };
  });
}
