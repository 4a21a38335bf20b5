import type { ProtocolConnection } from 'vscode-languageserver-protocol/node';
import type { TypedChecker } from '../project/typed-checks/typed-checker.ts';
import type { Guides } from '../project/guides.ts';
import type { SourceHost } from '../project/source-host.ts';
import type { Analysis } from './analysis.ts';
import type { ClientFeatures } from './client-features.ts';
import type { DocumentConfigs } from './document-configs.ts';
import type { Documents } from './documents.ts';
import type { Log } from './log.ts';
import type { SettingsStore } from './settings-store.ts';

/** All that the answers to requests are made of, from `initialize` to the end. */
export interface Session {
  readonly connection: ProtocolConnection;
  readonly features: ClientFeatures;
  readonly documents: Documents;
  readonly settings: SettingsStore;
  readonly configs: DocumentConfigs;
  readonly analysis: Analysis;
  readonly types: TypedChecker | undefined;
  readonly host: SourceHost;
  readonly guides: Guides;
  readonly log: Log;
}
