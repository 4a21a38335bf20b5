import type { NotificationType, ProtocolConnection } from 'vscode-languageserver-protocol/node';

/** Sends a notification. Rejects where the library would throw: on a connection that is closed already. */
export async function notifyClient<P>(connection: ProtocolConnection, type: NotificationType<P>, params: P): Promise<void> {
  await connection.sendNotification(type.method, params);
}
