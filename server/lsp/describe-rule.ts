import type { CatalogRule } from 'eslint-plugin-asynclint/engine';
import { guideUri, type Guide } from '../project/guides.ts';
import { openGuideCommand } from './protocol.ts';
import type { Session } from './session.ts';

/** A rule's title, what it reports, and a link to its guide. */
export function describeRule({ guides, features }: Session, { id, description }: CatalogRule, markdown: boolean): string {
  const guide = guides.get(id);
  const title = guide?.title ?? id;
  if (!markdown) return `${title}\n\n${description}`;
  const link = guide ? `\n\n[Open guide](${guideLink(guide, features.openGuideCommand)})` : '';
  return `**${title}**\n\n${description}${link}`;
}

function guideLink(guide: Guide, hasCommand: boolean): string {
  return hasCommand ? `command:${openGuideCommand}?${encodeURIComponent(JSON.stringify([guide.id]))}` : guideUri(guide);
}
