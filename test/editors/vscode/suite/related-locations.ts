import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { closeAll, openFile, pathOf, replace, show, until, untilFinding } from './editor.ts';

describe('the steps of a chain', () => {
  afterEach(closeAll);

  it('lead from a finding through the files to the call that blocks', async () => {
    await writeFile(pathOf('read-text.ts'), "import { readFileSync } from 'node:fs';\n\nexport function readText(path: string): string {\n  return readFileSync(path, 'utf8');\n}\n");
    await writeFile(pathOf('terms.ts'), "import { readText } from './read-text.ts';\n\nexport const terms = (): string => readText('terms.html');\n");
    const document = await openFile(`import { createServer } from 'node:http';
import { terms } from './terms.ts';

createServer((request, response) => {
  response.end(terms());
}).listen(8080);
`);
    const finding = await untilFinding(document, 'no-blocking-call');
    assert.equal(document.getText(finding.range), 'terms()');
    const steps = [];
    for (const step of finding.relatedInformation ?? []) steps.push(await opened(step));
    assert.deepEqual(steps, [
      ['terms.ts', "readText('terms.html')", '`terms` calls `readText` here.'],
      ['read-text.ts', "readFileSync(path, 'utf8')", '`readFileSync` is called here, in `readText`, and blocks.'],
    ]);
  });

  it('stay at their places while another file is typed in', async () => {
    const helper = await openFile("import { readFileSync } from 'node:fs';\n\nexport const readTerms = (): string => readFileSync('terms.html', 'utf8');\n");
    const name = helper.fileName.slice(helper.fileName.lastIndexOf('/') + 1);
    const document = await openFile(`import { readTerms } from './${name}';\n\nexport async function handle(): Promise<string> {\n  return readTerms();\n}\n`);
    await untilFinding(document, 'no-blocking-call');
    await replace(helper, 'export', '// What everybody agrees to.\n\nexport');
    const step = await until(document, ([only]) => {
      const [related] = only?.relatedInformation ?? [];
      return related?.location.range.start.line === 4 ? related : undefined;
    });
    assert.deepEqual((await opened(step)).slice(0, 2), [name, "readFileSync('terms.html', 'utf8')"]);
    assert.equal(helper.isDirty, true);
  });
});

/** What a click on a step opens: the name of the file, the text that is selected, and what is said of it. */
async function opened({ location, message }: vscode.DiagnosticRelatedInformation): Promise<readonly [name: string, text: string, message: string]> {
  const document = await vscode.workspace.openTextDocument(location.uri);
  await show(document);
  return [location.uri.path.slice(location.uri.path.lastIndexOf('/') + 1), document.getText(location.range), message];
}
