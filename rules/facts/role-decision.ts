import type { Role, RoleDecision } from './roles.ts';

export interface PathRule {
  readonly role: Role;
  readonly matches: RegExp;
  readonly reason: string;
}

/** What tells the role of a file, in one language. */
export interface RoleSigns<T> {
  /** Paths that say more than what the file does. */
  readonly tellingPaths: readonly PathRule[];
  fromContent(evidence: T): RoleDecision | undefined;
  /** Paths that files of other roles have too; what a file does counts before them. */
  readonly likelyPaths: readonly PathRule[];
  fromManifest(evidence: T): RoleDecision | undefined;
}

/** Decides by a telling path, by what the file does, by a likely path, by what its package is. */
export function decideBySigns<T extends { readonly repositoryPath: string }>(signs: RoleSigns<T>, evidence: T): RoleDecision {
  return (
    fromPath(signs.tellingPaths, evidence.repositoryPath) ??
    signs.fromContent(evidence) ??
    fromPath(signs.likelyPaths, evidence.repositoryPath) ??
    signs.fromManifest(evidence) ?? { role: 'library', reason: 'nothing says otherwise' }
  );
}

function fromPath(rules: readonly PathRule[], path: string): RoleDecision | undefined {
  const rule = rules.find(({ matches }) => matches.test(path));
  return rule === undefined ? undefined : { role: rule.role, reason: rule.reason };
}
