export { openStore, type Purpose, type Store, type StoreOptions } from './launcher.ts'
export { StoreRefused } from './refused.ts'
export { testServer } from './test-server.ts'
