// The door of the packs that offices bring themselves.
export {
  draftOfFile,
  refusedFile,
  withFindings,
  type Beside,
  type DraftHead,
  type SheetDraft,
} from './draft.ts'
export { packRoutes } from './routes.ts'
export { PACK_DRAFT } from './tables.ts'
export * from './words.ts'
