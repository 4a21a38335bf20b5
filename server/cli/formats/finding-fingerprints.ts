import { createHash } from 'node:crypto';
import type { CheckedFile, Message } from '../checked-file.ts';
import { reportPath } from './report-path.ts';

/**
 * A fingerprint for each message, different for each. It depends on the file, the rule and the line of code, and on how
 * many like it come before in the file; it stays the same where lines move.
 */
export function findingFingerprints(files: readonly CheckedFile[], directory: string): ReadonlyMap<Message, string> {
  const uses = new Map<string, number>();
  const fingerprints = new Map<Message, string>();
  for (const { path, messages } of files) {
    for (const message of messages) {
      const parts = [reportPath(path, directory), message.ruleId ?? message.problem, message.messageId, message.code || message.message];
      const key = JSON.stringify(parts);
      const earlier = uses.get(key) ?? 0;
      uses.set(key, earlier + 1);
      fingerprints.set(message, createHash('sha256').update(`${key}\n${String(earlier)}`).digest('hex').slice(0, 32));
    }
  }
  return fingerprints;
}
