import type { Span } from '../facts/model.ts';

export type Severity = 'warn' | 'error';

/** One replacement in the file the finding is in. An insertion has an empty span. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** A repair a person picks. Edits are sorted, do not overlap, and all apply to the file of the finding. */
export interface Suggestion {
  readonly messageId: string;
  /** Starts with a verb: "Await `save()`". */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** True where this is clearly the repair to choose. */
  readonly preferred: boolean;
}

/** A place that explains a finding: a step of a call chain, the other write, the loser of a race. */
export interface RelatedLocation {
  /** Absolute path of the file. */
  readonly path: string;
  readonly span: Span;
  readonly message: string;
}

/** What one rule says about one place. Two findings with equal contents are the same finding. */
export interface Finding {
  /** The rule's id without a plugin prefix: `no-floating-task`. */
  readonly ruleId: string;
  readonly messageId: string;
  readonly message: string;
  readonly severity: Severity;
  readonly span: Span;
  readonly related: readonly RelatedLocation[];
  readonly suggestions: readonly Suggestion[];
  /** The heading slug of the section of the rule's guide that fits this message. */
  readonly section: string;
}

/** Something that kept a file, or a rule on a file, from being analysed; the run goes on without it. */
export interface Problem {
  readonly kind: 'syntax' | 'internal' | 'unreadable';
  readonly path: string;
  readonly message: string;
  /** Where in the file, if it is about a place. */
  readonly span: Span | undefined;
  /** The rule that failed, for `internal`. */
  readonly ruleId: string | undefined;
}

/** All that is known about one file after a check. Findings are sorted by place, then by rule. */
export interface FileReport {
  readonly path: string;
  readonly findings: readonly Finding[];
  /** Findings silenced by directive comments. */
  readonly suppressed: readonly Finding[];
  readonly problems: readonly Problem[];
}
