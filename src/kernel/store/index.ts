export { openStore, type Store, type StoreOptions } from './launcher.ts'
export { type Purpose } from './locks.ts'
export { StoreRefused } from './refused.ts'
export { testServer } from './test-server.ts'
