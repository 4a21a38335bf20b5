import { register } from 'tsx/esm/api';

register();
await import('../../../../server/cli/side-checks/side-thread.ts');
