import * as vscode from 'vscode';
import type { RunMode, ServerSettings } from '../server/lsp/protocol.ts';
import { settingsSection } from '../server/lsp/protocol.ts';

/** The settings that only the extension reads; package.json declares them with the same defaults. */
interface ClientSettings {
  readonly run: RunMode;
  readonly 'guides.openWith': 'beside' | 'active';
  /** Path of the Node.js that runs the server; empty for the one inside VS Code. */
  readonly nodePath: string;
  /** Limit of the server's heap in MiB; 0 for Node's own limit. */
  readonly maxMemory: number;
}

/** One setting as it applies to a resource, or to the window. */
export function readSetting<Key extends keyof ClientSettings>(
  key: Key,
  scope?: vscode.ConfigurationScope,
): ClientSettings[Key] {
  const value = vscode.workspace.getConfiguration(settingsSection, scope).get<ClientSettings[Key]>(key);
  if (value === undefined) throw new Error(`package.json declares no setting "${settingsSection}.${key}".`);
  return value;
}

/** The whole section for the window, for the server's first seconds; later it asks per document. */
export function readServerSettings(): Partial<ServerSettings> {
  return vscode.workspace.getConfiguration().get<Partial<ServerSettings>>(settingsSection) ?? {};
}

/** True if one of these settings of the section may have changed for anybody. */
export function affects(event: vscode.ConfigurationChangeEvent, ...keys: readonly (keyof ClientSettings)[]): boolean {
  return keys.some((key) => event.affectsConfiguration(`${settingsSection}.${key}`));
}
