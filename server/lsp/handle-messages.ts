import { basename } from 'node:path';
import { configFiles } from 'eslint-plugin-asynclint/engine';
import {
  CodeActionRequest,
  CompletionRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  DocumentDiagnosticRequest,
  DocumentLinkRequest,
  ErrorCodes,
  ExecuteCommandRequest,
  FileChangeType,
  HoverRequest,
  InitializedNotification,
  ResponseError,
  type ExecuteCommandParams,
} from 'vscode-languageserver-protocol/node';
import type { CheckedProject } from './analysis.ts';
import { filePath } from './analysis-path.ts';
import { checkDocument, checkDocumentCommand } from './check-document.ts';
import { answerCodeAction } from './code-actions.ts';
import { answerCompletion } from './completion.ts';
import { describeError } from './describe-error.ts';
import type { DiagnosticsMode } from './diagnostics-mode.ts';
import { answerDocumentLinks } from './document-links.ts';
import { answerHover } from './hover.ts';
import { createPullMode } from './pull-diagnostics.ts';
import { createPushMode } from './push-diagnostics.ts';
import { registerWatchers } from './register-watchers.ts';
import { searchAhead } from './search-ahead.ts';
import type { Session } from './session.ts';
import { showGuide, showGuideCommand } from './show-guide.ts';

const changeKinds = { [FileChangeType.Created]: 'created', [FileChangeType.Changed]: 'changed', [FileChangeType.Deleted]: 'deleted' } as const;

/** Answers the messages of a session. Returns what stops the work that is still to come. */
export function handleMessages(session: Session, project: CheckedProject): () => void {
  const mode = handleDiagnostics(session);
  handleDocuments(session, project, mode);
  handleChangesElsewhere(session, project, mode);
  const { connection } = session;
  connection.onRequest(CodeActionRequest.type, (params, token) => answerCodeAction(session, params, token));
  connection.onRequest(HoverRequest.type, (params) => answerHover(session, params));
  connection.onRequest(CompletionRequest.type, (params) => answerCompletion(session, params));
  connection.onRequest(DocumentLinkRequest.type, (params) => answerDocumentLinks(session, params));
  connection.onRequest(ExecuteCommandRequest.type, (params) => executeCommand(session, mode, params));
  return () => { mode.dispose(); };
}

/** A client gets diagnostics in one way, never in both: it would show each twice. */
function handleDiagnostics(session: Session): DiagnosticsMode {
  if (!session.features.pullsDiagnostics) return createPushMode(session);
  const mode = createPullMode(session);
  session.connection.onRequest(DocumentDiagnosticRequest.type, (params, token) => mode.answer(params, token));
  return mode;
}

function handleDocuments({ connection, features, documents, analysis, settings, configs, log }: Session, project: CheckedProject, mode: DiagnosticsMode): void {
  connection.onNotification(DidOpenTextDocumentNotification.type, ({ textDocument }) => {
    documents.open(textDocument);
    analysis.outdateAll();
    mode.documentTouched(textDocument.uri, 'saved');
    const path = documents.get(textDocument.uri)?.path;
    if (path !== undefined) searchAhead(project, path).catch((error: unknown) => { log.error(describeError(error)); });
  });
  connection.onNotification(DidChangeTextDocumentNotification.type, ({ textDocument: { uri, version }, contentChanges }) => {
    documents.change(uri, version, contentChanges);
    analysis.outdate(uri);
    mode.documentTouched(uri, 'typed');
  });
  connection.onNotification(DidSaveTextDocumentNotification.type, ({ textDocument }) => {
    // Where nobody watches files, saving one is a moment to look at them.
    if (!features.registersWatchedFiles) {
      configs.forget();
      analysis.outdateAll();
    }
    mode.documentTouched(textDocument.uri, 'saved');
  });
  connection.onNotification(DidCloseTextDocumentNotification.type, ({ textDocument: { uri } }) => {
    documents.close(uri);
    analysis.outdateAll();
    analysis.forget(uri);
    settings.forget(uri);
    mode.documentClosed(uri);
  });
}

function handleChangesElsewhere(session: Session, project: CheckedProject, mode: DiagnosticsMode): void {
  const { connection, documents, analysis, settings, configs, types, log } = session;
  connection.onNotification(InitializedNotification.type, async () => {
    await registerWatchers(session).catch((error: unknown) => { log.warn(`The client watches nothing for us: ${describeError(error)}`); });
  });
  connection.onNotification(DidChangeConfigurationNotification.type, (params) => {
    settings.changed(params.settings);
    analysis.outdateAll();
    mode.everythingTouched();
  });
  connection.onNotification(DidChangeWatchedFilesNotification.type, ({ changes }) => {
    const changed = changes.flatMap(({ uri, type }) => {
      const path = filePath(uri);
      return path === undefined ? [] : [{ path, kind: changeKinds[type] }];
    });
    const paths = changed.map(({ path }) => path);
    for (const path of paths) project.invalidate(path);
    if (paths.some((path) => configFiles.includes(basename(path)))) configs.forget();
    // The text of an open document counts, not the file's, so saving one is no news, and no reason to give a check up.
    if (paths.every((path) => documents.atPath(path))) return;
    types?.filesChanged(changed);
    analysis.outdateAll();
    mode.everythingTouched();
  });
}

async function executeCommand(session: Session, mode: DiagnosticsMode, { command, arguments: args = [] }: ExecuteCommandParams): Promise<null> {
  if (command === showGuideCommand) await showGuide(session, args);
  else if (command === checkDocumentCommand) checkDocument(session, mode, args);
  else throw new ResponseError(ErrorCodes.InvalidParams, `There is no command "${command}".`);
  return null;
}
