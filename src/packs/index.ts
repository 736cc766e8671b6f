// The door of the packs that offices bring themselves.
export {
  draftOfFile,
  refusedFile,
  withFindings,
  type Beside,
  type DraftHead,
  type SheetDraft,
} from './draft.ts'
export * from './words.ts'
