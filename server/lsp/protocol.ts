import type { PresetName, RuleSetting } from 'eslint-plugin-asynclint/engine';

/*
 * What Asynclint's server and its VS Code client say to each other beyond the Language Server Protocol.
 * Every other client gets the same features without any of it.
 */

/** The settings' section: of `workspace/configuration`, of `didChangeConfiguration`, and of VS Code's settings. */
export const settingsSection = 'asynclint';

/** A command of the client, with `OpenGuideArguments`. The server names it only if the client announced it. */
export const openGuideCommand = 'asynclint.openGuide';

/** Server to client, with `ServerStatus`, whenever one of its fields changes; only if the client announced it. */
export const statusNotification = 'asynclint/status';

/** The guide's id (a rule's id or a pattern's), and the heading slug to open it at. */
export type OpenGuideArguments = readonly [guideId: string, section?: string];

/** `initialize`'s `initializationOptions`. Every member may be missing. */
export interface InitializationOptions {
  /** The client has the command `asynclint.openGuide`. */
  readonly openGuideCommand?: boolean;
  /** The client shows `asynclint/status` notifications. */
  readonly statusNotification?: boolean;
  /** For clients that can't answer `workspace/configuration`. */
  readonly settings?: Partial<ServerSettings>;
}

/** The part of the section `asynclint` that the server reads; asked for per document. */
export interface ServerSettings {
  /** False: no diagnostics and no code actions. */
  readonly enable: boolean;
  /** When to analyse. A client that pulls diagnostics decides by itself when to pull, so this is for those that don't. */
  readonly run: RunMode;
  /** Which rules run, over what configuration files say; null for what these say. */
  readonly preset: PresetName | null;
  /** Rule id to severity, over what configuration files and the preset say. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Whether TypeScript's compiler is asked about types: `auto` where there is a tsconfig.json or jsconfig.json. */
  readonly typeAware: TypeAware;
  readonly codeActions: {
    /** Where "Disable ... for this line" puts its comment; `off` takes the disable actions away. */
    readonly disableComment: 'separateLine' | 'sameLine' | 'off';
  };
  /** The least severe messages to log. */
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug';
}

export type TypeAware = 'auto' | 'on' | 'off';

export type RunMode = 'onType' | 'onSave' | 'manual';

/** `data` of every diagnostic. */
export interface DiagnosticData {
  /** The rule's id without a plugin prefix: `no-floating-task`. */
  readonly rule: string;
  /** The heading slug in the rule's guide that fits the message. */
  readonly section: string;
}

/** What the server is doing and with what. */
export interface ServerStatus {
  readonly state: 'starting' | 'ready' | 'analysing' | 'error';
  /** The server's own version. */
  readonly version: string;
  /** How many rules run with the current settings. */
  readonly rules: number;
  /** Who answers questions about types: `inference`, or TypeScript with its version. */
  readonly typeOracle: string;
  /** Why that oracle, or what went wrong if `state` is `error`; for people. */
  readonly reason: string;
  /** Duration of the last analysis of a document, in milliseconds. */
  readonly lastAnalysisMs?: number;
}

/** One entry of `guides/index.json` beside the server's bundle. */
export interface GuideIndexEntry {
  readonly id: string;
  readonly kind: 'rule' | 'pattern';
  readonly title: string;
  /** File name, in the folder of the index. */
  readonly file: string;
  /** Heading slugs, in the order of the guide. */
  readonly sections: readonly string[];
}
