/**
 * The law, or one of our own rules, said no. A refusal is an ordinary answer that the person
 * concerned is shown word for word; anything thrown is a fault of ours. `clause` is a reference
 * `pack#article` to what the answer rests on.
 */
export type Refusal = { readonly refused: string; readonly clause: string }

/** Makes a refusal: a Chinese sentence saying what is needed, and the clause it rests on. */
export function refuse(refused: string, clause: string): Refusal {
  return { refused, clause }
}

/** Tells a refusal from any other answer. */
export function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === 'object' && answer !== null && 'refused' in answer
}
