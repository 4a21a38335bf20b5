import { readFileSync } from 'node:fs';
import { ErrorCodes, ResponseError, ShowDocumentRequest, type LSPAny } from 'vscode-languageserver-protocol/node';
import { findHeadings } from '../project/guide-headings.ts';
import { guideUri, type Guide } from '../project/guides.ts';
import type { Session } from './session.ts';

/** The server's command that shows a guide, for clients that have none of their own. */
export const showGuideCommand = 'asynclint.showGuide';

/**
 * Has the client show a guide, with the cursor at a section.
 * @throws ResponseError if there is no such guide.
 */
export async function showGuide({ guides, connection }: Session, [id, section]: readonly LSPAny[]): Promise<void> {
  const guide = typeof id === 'string' ? guides.get(id) : undefined;
  if (!guide) throw new ResponseError(ErrorCodes.InvalidParams, `There is no guide ${JSON.stringify(id)}.`);
  const start = { line: headingLine(guide, section), character: 0 };
  await connection.sendRequest(ShowDocumentRequest.type, { uri: guideUri(guide), takeFocus: true, selection: { start, end: start } });
}

function headingLine({ path }: Guide, section: unknown): number {
  return findHeadings(readFileSync(path, 'utf8')).find(({ slug }) => slug === section)?.line ?? 0;
}
