import { register } from 'tsx/esm/api';

register();
await import('../../../server/project/native-types/typed-thread.ts');
