/** `npm run test:vscode`: packs the extension, installs it in a real VS Code, and tests it there. */
import { buildVsix } from '../../../scripts/vsix.ts';
import { testInExtensionHost } from './extension-host.ts';
import { testInBrowser } from './ui.ts';
import { setUpChromium, setUpVscode } from './set-up.ts';

await setUpVscode();
const chromium = await setUpChromium();
const vsix = await buildVsix('linux-x64');
await testInExtensionHost(vsix.path, chromium);
await testInBrowser(vsix.path, chromium);
