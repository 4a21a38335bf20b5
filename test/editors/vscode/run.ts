/** `npm run test:vscode [-- text]`: packs the extension, installs it in a real VS Code, and tests it there; with a text, only the tests in the extension host whose titles hold it. */
import { buildVsix } from '../../../scripts/vsix.ts';
import { testInExtensionHost } from './extension-host.ts';
import { testInBrowser } from './ui.ts';
import { setUpChromium, setUpVscode } from './set-up.ts';

await setUpVscode();
const chromium = await setUpChromium();
const vsix = await buildVsix('linux-x64');
const [onlyTests] = process.argv.slice(2);
await testInExtensionHost(vsix.path, chromium, onlyTests);
if (onlyTests === undefined) await testInBrowser(vsix.path, chromium);
