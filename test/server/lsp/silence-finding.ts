import assert from 'node:assert/strict';
import { type FileReport, type Settings, type TextEdit, createProject, findTextRegions } from 'eslint-plugin-asynclint/engine';
import type { AnnotatedSource } from '../../../server/lsp/annotated-source.ts';

export interface Silencer {
  readonly annotate: (text: string) => AnnotatedSource;
  /** The text after silencing its only finding, which must then be silenced, in a file that still parses. */
  readonly silence: (text: string, how: (source: AnnotatedSource, offset: number) => TextEdit | undefined) => string;
}

/** Silences findings of texts as a file of this name. */
export function createSilencer(path: string, settings: Settings): Silencer {
  function check(text: string): FileReport {
    const project = createProject({ host: { readFile: () => undefined } });
    project.setText(path, text);
    return project.check(path, settings);
  }

  function annotate(text: string): AnnotatedSource {
    return { text, eol: text.includes('\r\n') ? '\r\n' : '\n', regions: findTextRegions(path, text) };
  }

  return {
    annotate,
    silence(text, how) {
      const [finding] = check(text).findings;
      assert.ok(finding, `a finding in: ${text}`);
      const edit = how(annotate(text), finding.span.start);
      assert.ok(edit, 'an edit');
      const silenced = applyEdit(text, edit);
      const { findings, suppressed, problems } = check(silenced);
      assert.deepEqual({ findings, problems, suppressed: suppressed.length }, { findings: [], problems: [], suppressed: 1 }, silenced);
      return silenced;
    },
  };
}

function applyEdit(text: string, { span, text: inserted }: TextEdit): string {
  return text.slice(0, span.start) + inserted + text.slice(span.end);
}
