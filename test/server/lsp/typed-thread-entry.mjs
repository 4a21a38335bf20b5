import { register } from 'tsx/esm/api';

register();
await import('../../../server/project/typed-checks/typed-thread.ts');
