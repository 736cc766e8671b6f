/** A calendar after RFC 5545: one all-day event for each deadline. Pure. */

/** One deadline as a calendar shows it. */
export type CalendarEvent = {
  /** Stays the same for ever; `sequence` rises with every change. */
  readonly uid: string
  readonly sequence: number
  readonly on: string
  /** The day of its last change, from which its time stamp is made. */
  readonly changedOn: string
  readonly summary: string
  readonly description: string
  readonly url: string | null
  readonly isTentative: boolean
}

const PRODUCT = '-//Bihuan//Deadlines//ZH'
/** How long before its day an event reminds: nine in the morning of the day before. */
const ALARM = '-PT15H'
const LINE_OCTETS = 75

/** The calendar as text; the same events make the same text. */
export function calendarText(name: string, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${PRODUCT}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT4H',
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function eventLines(event: CalendarEvent): string[] {
  const plain = (date: string) => date.replaceAll('-', '')
  return [
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTAMP:${plain(event.changedOn)}T000000Z`,
    `DTSTART;VALUE=DATE:${plain(event.on)}`,
    `DTEND;VALUE=DATE:${plain(dayAfter(event.on))}`,
    `SUMMARY:${escaped(event.summary)}`,
    `DESCRIPTION:${escaped(event.description)}`,
    ...(event.url === null ? [] : [`URL:${event.url}`]),
    `STATUS:${event.isTentative ? 'TENTATIVE' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `TRIGGER:${ALARM}`,
    `DESCRIPTION:${escaped(event.summary)}`,
    'END:VALARM',
    'END:VEVENT',
  ]
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** Text as RFC 5545 §3.3.11 wants it; other control characters are left out. */
function escaped(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')
    .replace(/\p{Cc}/gu, '')
}

/** A line of at most 75 octets; what follows begins with a space. No character is cut in two. */
function folded(line: string): string {
  let out = ''
  let octets = 0
  for (const sign of line) {
    const size = Buffer.byteLength(sign)
    if (octets + size > LINE_OCTETS) {
      out += '\r\n '
      octets = 1
    }
    out += sign
    octets += size
  }
  return out
}
