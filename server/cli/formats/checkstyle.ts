import type { Message } from '../checked-file.ts';
import { openXml } from './escape-xml.ts';
import type { Format } from './format.ts';
import { reportPath } from './report-path.ts';

/** Checkstyle's XML, which many services read. Files without findings are left out. */
export const formatCheckstyle: Format = (files, { directory }) => {
  const blocks = files
    .filter(({ messages }) => messages.length > 0)
    .flatMap(({ path, messages }) => [`  ${openXml('file', { name: reportPath(path, directory) })}>`, ...messages.map(renderError), '  </file>']);
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="4.3">', ...blocks, '</checkstyle>', ''].join('\n');
};

function renderError({ range, severity, message, ruleId }: Message): string {
  const attributes = {
    line: range.line,
    column: range.column,
    severity: severity === 'error' ? 'error' : 'warning',
    message,
    source: ruleId === undefined ? 'asynclint' : `asynclint.${ruleId}`,
  };
  return `    ${openXml('error', attributes)}/>`;
}
