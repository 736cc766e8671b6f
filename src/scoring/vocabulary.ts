/** 评分中, 待确认, 已确认, 已作废. */
export const SHEET_STATES = ['open', 'submitted', 'confirmed', 'void'] as const
export type SheetState = (typeof SHEET_STATES)[number]

/** 未评 is neither zero nor full; 不涉及 only where the sheet allows it. */
export const ITEM_STATES = ['not_scored', 'scored', 'not_applicable'] as const
export type ItemState = (typeof ITEM_STATES)[number]

/** What happens to a sheet after it was opened, as its row keeps it. */
export const SHEET_MOVES = ['submit', 'confirm', 'send_back', 'void'] as const
export type SheetMove = (typeof SHEET_MOVES)[number]
