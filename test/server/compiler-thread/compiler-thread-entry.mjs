import { register } from 'tsx/esm/api';

register();
await import('../../../server/project/compiler-thread/compiler-thread.ts');
