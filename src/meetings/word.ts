import type { DocumentData } from '#documents/index.ts'
import { MEETING_KIND_LABELS, whenText } from './texts.ts'
import type { MeetingDetail, MinutesView } from './words.ts'

function heading(meeting: MeetingDetail): DocumentData {
  return {
    number: meeting.number,
    office: meeting.names[meeting.ownerOrg] ?? '',
    title: meeting.title,
    kind: MEETING_KIND_LABELS[meeting.kind],
    when: whenText(meeting.startsOn, meeting.startsAt),
    venue: meeting.venue,
    chair: meeting.chairName,
  }
}

/** 会议签到表: a line for each body, filled where somebody signed in. */
export function signInData(meeting: MeetingDetail): DocumentData {
  return {
    ...heading(meeting),
    rows: meeting.parties.map((party, index) => ({
      nth: String(index + 1),
      unit: party.orgName,
      expected:
        party.state === 'leave'
          ? '请假'
          : [party.attendee, party.insteadOf && `（代${party.insteadOf}）`]
              .filter(Boolean)
              .join(''),
      signed: party.attended ?? '',
      at: party.attendedAt ? party.attendedAt.slice(0, 16).replace('T', ' ') : '',
      remark: party.signedAs === 'clerk' ? '代录' : '',
    })),
  }
}

/** 会议纪要: who was there, what was said, what was decided. */
export function minutesData(meeting: MeetingDetail, minutes: MinutesView): DocumentData {
  const came = meeting.parties.filter(({ attendedAt }) => attendedAt !== null)
  const away = meeting.parties.filter(({ state }) => state === 'leave')
  const named = (all: typeof came, name: (one: (typeof came)[number]) => string | null) =>
    all.map((one) => `${one.orgName}${name(one) ?? ''}`).join('、') || '无'
  return {
    ...heading(meeting),
    number: minutes.number ?? '（草稿，签发时编号）',
    correction: minutes.corrects ? [{ text: `本纪要更正${minutes.corrects}。` }] : [],
    absence: meeting.absence
      ? [
          {
            text: `原定主持人${meeting.plannedChair ?? ''}因${meeting.absence}未到会，由${meeting.chairName}代为主持。`,
          },
        ]
      : [],
    attended: named(came, ({ attended }) => attended),
    leave: named(away, ({ reason }) => (reason ? `（${reason}）` : '')),
    agenda: meeting.agenda.map(({ title, orgName }, index) => ({
      text: `${index + 1}. ${title}${orgName ? `（${orgName}汇报）` : ''}`,
    })),
    paragraphs: minutes.text.split('\n').map((text) => ({ text })),
    items: minutes.items.map(({ text, orgNames, dueOn }, index) => ({
      text: `${index + 1}. ${text}（责任单位：${orgNames.join('、') || '未定'}；完成期限：${dueOn}）`,
    })),
    signedBy: minutes.signedBy ?? '',
    date: (minutes.signedAt ?? '').slice(0, 10),
  }
}
