import { lintableExtensions } from 'eslint-plugin-asynclint/engine';
import { DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, RegistrationRequest, type Registration } from 'vscode-languageserver-protocol/node';
import { settingsSection } from './protocol.ts';
import type { Session } from './session.ts';

/** Files whose content decides about findings in others. */
const watched = [`**/*.{${lintableExtensions.join(',')}}`, '**/package.json', '**/{ts,js}config*.json', '**/asynclint.json', '**/{pyproject.toml,setup.cfg}'];

/** Asks the client to tell about settings and files that change, as far as it can be asked. */
export async function registerWatchers({ connection, features, log }: Session): Promise<void> {
  const registrations: Registration[] = [];
  const register = ({ method }: { readonly method: string }, registerOptions: unknown): void => {
    registrations.push({ id: `asynclint:${method}`, method, registerOptions });
  };
  if (features.registersConfigurationChanges) register(DidChangeConfigurationNotification.type, { section: settingsSection });
  if (features.registersWatchedFiles) {
    register(DidChangeWatchedFilesNotification.type, { watchers: watched.map((globPattern) => ({ globPattern })) });
  } else {
    log.info("The editor doesn't watch files for servers: a file changed outside the editor counts once a document is edited.");
  }
  if (registrations.length > 0) await connection.sendRequest(RegistrationRequest.type, { registrations });
}
