import { hotRow, type Queryable } from '#kernel/index.ts'

/**
 * The next number of an office, a kind and a year, without gaps: it is taken last in the act's own
 * transaction, others wait for it, and an act that is refused gives it back.
 */
export async function nextNumber(
  client: Queryable,
  of: { readonly org: string; readonly series: string; readonly year: number },
): Promise<number> {
  const row = await hotRow<{ last: number }>(
    client,
    `insert into number_counter (org, series, year, last) values ($1, $2, $3, 1)
      on conflict (org, series, year) do update set last = number_counter.last + 1 returning last`,
    [of.org, of.series, of.year],
  )
  return row!.last
}

/** 云川市安委办〔2026〕8号: no 第, no leading zero (GB/T 9704-2012). */
export function documentNumber(mark: string, year: number, number: number): string {
  return `${mark}〔${year}〕${number}号`
}

/** The next such number of the year of `today`: `mark` stands before the year, taken last in the act. */
export async function nextDocumentNumber(
  client: Queryable,
  of: {
    readonly org: string
    readonly series: string
    readonly mark: string
    readonly today: string
  },
): Promise<string> {
  const year = Number(of.today.slice(0, 4))
  return documentNumber(of.mark, year, await nextNumber(client, { ...of, year }))
}
