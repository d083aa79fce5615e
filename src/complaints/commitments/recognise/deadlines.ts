import { isDay, type Local, plusDays, weekdayOf } from './local-time.ts'
import { english, russian } from './words.ts'

/** A time by which, found in a sentence: where, and when; minutes from now, or a time on the wall. */
type Deadline = { start: number; end: number; due: Local | { inMinutes: number } }

type Groups = Record<string, string | undefined>
type Language = typeof english | typeof russian

/** A day that is named without a time ends with the work of that day. */
const endOfWork = { hour: 18, minute: 0 }

const monthNames = english.months.map((month) => `${month}[a-z]{0,6}`).join('|')
const dayNames = english.weekdays.join('|')
const englishTime = String.raw`(?:(?<hour>\d{1,2})(?:[:.](?<minute>\d{2}))? ?(?<half>[ap]m\b|[ap]\.m\.?)|(?<hour24>\d{1,2}):(?<minute24>\d{2})(?!\d)|(?<noon>noon)|(?<midnight>midnight))`
const englishDay = String.raw`(?:(?<iso>\d{4}-\d{2}-\d{2})|(?<number>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<month>${monthNames})\b(?:,? (?<year>\d{4}))?|(?<monthFirst>${monthNames}) (?<numberAfter>\d{1,2})(?:st|nd|rd|th)?\b(?:,? (?<yearAfter>\d{4}))?|(?<first>\d{1,2})[./](?<second>\d{1,2})(?:[./](?<shortYear>\d{4}|\d{2}))?(?!\d)|(?<which>this |next )?(?<weekday>${dayNames})|(?<relative>today|tonight|tomorrow)|(?:the )?(?:end of|close of) (?<end>(?:the |this |next )?(?:day|week|month|business|today|tomorrow|working day)))`
const russianMonths = russian.months.map((month) => `${month}[а-яё]{1,3}`).join('|')
const russianDays = russian.weekdays.map((day) => `${day}[а-яё]{0,2}`).join('|')
const russianTime = String.raw`(?:(?<hour24>\d{1,2})[:.](?<minute24>\d{2})(?!\d|\.\d)|(?<hour>\d{1,2}) час(?:ов|а)?(?<half>\s(?:утра|дня|вечера))?(?![а-яё]))`
const russianDay = String.raw`(?:(?<iso>\d{4}-\d{2}-\d{2})|(?<number>\d{1,2})(?:-?го)? (?<month>${russianMonths})(?![а-яё])(?: (?<year>\d{4})(?: года| г\.)?)?|(?<first>\d{1,2})\.(?<second>\d{1,2})(?:\.(?<shortYear>\d{4}|\d{2}))?(?!\d)|(?<which>следующ[а-яё]{2,3} |эт[а-яё]{1,2} )?(?<weekday>${russianDays})(?![а-яё])|(?<relative>сегодня|завтра|послезавтра)(?![а-яё])|конц[ау] (?<end>(?:эт[а-яё]{1,2} |следующ[а-яё]{2,3} |рабочего |текущ[а-яё]{2,3} )?(?:дня|недели|месяца)))`

const patterns: { language: Language; pattern: RegExp }[] = [
  {
    language: english,
    pattern: new RegExp(
      String.raw`(?<![\w.:-])(?:by|before|until|till|no later than|not later than|on|at the latest|from now)\s(?:the latest\s)?(?:${englishTime},? (?:on )?)?${englishDay}(?:,? (?:at |by |before )?${englishTime.replaceAll('?<', '?<t_')})?`,
      'giu',
    ),
  },
  {
    language: english,
    pattern: new RegExp(
      String.raw`(?<![\w.:-])(?<relative>today|tonight|tomorrow)(?:,? (?:at |by |before )${englishTime})?(?!\w)`,
      'giu',
    ),
  },
  {
    language: english,
    pattern: new RegExp(String.raw`(?<![\w.:-])(?:by|before|until|no later than) ${englishTime}(?!\w)`, 'giu'),
  },
  {
    language: english,
    pattern: new RegExp(
      String.raw`(?<![\w.:-])(?:within|in)(?: the next)? (?:(?<count>\d{1,3})|(?<word>${english.numbers.join('|')}|an?|the)) (?<working>(?:working|business) )?(?<unit>minute|hour|day|week)s?(?!\w)`,
      'giu',
    ),
  },
  {
    language: russian,
    pattern: new RegExp(
      String.raw`(?<![\wа-яё.:-])(?:(?:до|к|ко|не позднее|не позже|в|во|на)\s)?(?:${russianTime},? )?(?:(?<=[\s\d])|(?:до|к|в|во|не позднее)\s)?${russianDay}(?:,? (?:в |до |к )?${russianTime.replaceAll('?<', '?<t_')})?`,
      'giu',
    ),
  },
  {
    language: russian,
    pattern: new RegExp(
      String.raw`(?<![\wа-яё.:-])(?:до|к|не позднее|не позже) ${russianTime}(?: (?<relative>сегодня|завтра|послезавтра)(?![а-яё]))?`,
      'giu',
    ),
  },
  {
    language: russian,
    pattern: new RegExp(
      String.raw`(?<![\wа-яё.:-])(?:в течение|через|за) (?:(?<count>\d{1,3}) |(?<word>${russian.numbers.flat().join('|')}) )?(?:-?х )?(?<working>рабочих |рабочего |рабочий )?(?<unit>минут|час|ден|дн|дня|сут|недел)[а-яё]{0,3}(?![а-яё])`,
      'giu',
    ),
  },
]

/** Every time by which that a sentence names, the longest where several begin together. */
export function deadlinesIn(sentence: string, now: Local): Deadline[] {
  const found: Deadline[] = []
  for (const { language, pattern } of patterns) {
    for (const match of sentence.matchAll(pattern)) {
      const due = dueOf(match.groups ?? {}, language, now)
      if (due) found.push({ start: match.index, end: match.index + match[0].length, due })
    }
  }
  const sorted = found.toSorted((one, other) => one.start - other.start || other.end - one.end)
  return sorted.filter((each, index) => !sorted.slice(0, index).some((other) => other.end > each.start))
}

function dueOf(groups: Groups, language: Language, now: Local): Deadline['due'] | null {
  if (groups.unit) return spanOf(groups, language, now)
  const day = dayOf(groups, language, now)
  const time = timeOf(groups) ?? timeOf(withoutMark(groups))
  if (!day) return time ? { ...now, ...time } : null
  const evening = groups.relative?.toLowerCase() === 'tonight' ? { hour: 21, minute: 0 } : endOfWork
  const due = { ...day, ...(time ?? evening) }
  // On a Friday evening, "by Friday" means the next one.
  const isOver = (at: Local) => Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute) <= minutesOf(now)
  return groups.weekday && isOver(due) ? plusDays(due, 7) : due
}

const minutesOf = (at: Local): number => Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute)

/** The time may stand before the day or after it; that after it is marked. */
const withoutMark = (groups: Groups): Groups =>
  Object.fromEntries(
    Object.entries(groups).flatMap(([name, value]) => (name.startsWith('t_') ? [[name.slice(2), value]] : [])),
  )

function timeOf({
  hour,
  minute,
  half,
  hour24,
  minute24,
  noon,
  midnight,
}: Groups): Pick<Local, 'hour' | 'minute'> | null {
  if (noon) return { hour: 12, minute: 0 }
  if (midnight) return { hour: 23, minute: 59 }
  if (hour24) return valid(Number(hour24), Number(minute24))
  if (!hour) return null
  const isAfternoon = half !== undefined && /^(?:p|\s(?:дня|вечера))/i.test(half)
  const isMorning = half !== undefined && /^(?:a|\sутра)/i.test(half)
  const given = Number(hour)
  const counted = isAfternoon && given < 12 ? given + 12 : isMorning && given === 12 ? 0 : given
  return valid(counted, Number(minute ?? 0))
}

const valid = (hour: number, minute: number) => (hour < 24 && minute < 60 ? { hour, minute } : null)

function dayOf(groups: Groups, language: Language, now: Local): Local | null {
  if (groups.weekday) return weekday(groups.weekday.toLowerCase(), groups.which?.toLowerCase() ?? '', language, now)
  if (groups.relative) return plusDays(now, daysUntil(groups.relative.toLowerCase()))
  return groups.end ? endOf(groups.end.toLowerCase(), now) : dateOf(groups, language, now)
}

function dateOf(groups: Groups, language: Language, now: Local): Local | null {
  const { iso, number, month, year, monthFirst, numberAfter, yearAfter } = groups
  if (iso) return dated(iso.slice(0, 4), Number(iso.slice(5, 7)), Number(iso.slice(8)), now)
  if (number && month) return dated(year, monthOf(month, language), Number(number), now)
  if (monthFirst && numberAfter) return dated(yearAfter, monthOf(monthFirst, language), Number(numberAfter), now)
  return numericDate(groups, now)
}

/** The day comes first, as nearly everywhere; where that is no month, the month does. */
function numericDate({ first, second, shortYear }: Groups, now: Local): Local | null {
  if (!first || !second) return null
  const [day, month] = Number(second) > 12 ? [second, first] : [first, second]
  return dated(shortYear?.length === 2 ? `20${shortYear}` : shortYear, Number(month), Number(day), now)
}

const monthOf = (word: string, { months }: Language): number =>
  months.findIndex((month) => word.toLowerCase().startsWith(month)) + 1

/** A date; without a year, the next one there is. */
function dated(year: string | undefined, month: number, day: number, now: Local): Local | null {
  const chosen = year ? Number(year) : now.year
  const date = { ...now, year: chosen, month, day }
  if (month < 1 || !isDay(date)) return null
  const isPast = Date.UTC(chosen, month - 1, day) < Date.UTC(now.year, now.month - 1, now.day)
  return !year && isPast ? { ...date, year: chosen + 1 } : date
}

function weekday(word: string, which: string, { weekdays }: Language, now: Local): Local | null {
  const wanted = weekdays.findIndex((day) => word.startsWith(day)) + 1
  if (wanted === 0) return null
  const ahead = (wanted - weekdayOf(now) + 7) % 7
  const isNextWeek = /^(?:next|следующ)/.test(which)
  return plusDays(now, isNextWeek ? 7 - weekdayOf(now) + wanted : ahead)
}

const daysUntil = (word: string): number => ({ tomorrow: 1, завтра: 1, послезавтра: 2 })[word] ?? 0

function endOf(words: string, now: Local): Local {
  const isNext = /^(?:next|следующ)/.test(words)
  if (/week|недел/.test(words)) return plusDays(now, 5 - weekdayOf(now) + (isNext || weekdayOf(now) > 5 ? 7 : 0))
  if (/month|месяц/.test(words)) return plusDays({ ...now, month: now.month + (isNext ? 2 : 1), day: 1 }, -1)
  return plusDays(now, /tomorrow/.test(words) ? 1 : 0)
}

const minutesIn: Record<string, number> = { minute: 1, hour: 60, day: 1440, week: 10_080 }
const russianUnits: Record<string, string> = { минут: 'minute', час: 'hour', недел: 'week' }

function spanOf({ count, word, working, unit = '' }: Groups, language: Language, now: Local): Deadline['due'] | null {
  const named = word ? numberOf(word.toLowerCase(), language) : 1
  const many = count ? Number(count) : named
  const name = language === russian ? (russianUnits[unit.toLowerCase()] ?? 'day') : unit.toLowerCase()
  if (many === null) return null
  if (!working || name !== 'day') return { inMinutes: many * (minutesIn[name] ?? 0) }
  let at = now
  for (let left = many; left > 0; ) {
    at = plusDays(at, 1)
    if (weekdayOf(at) <= 5) left--
  }
  return { ...at, ...endOfWork }
}

function numberOf(word: string, language: Language): number | null {
  const place =
    language === russian
      ? russian.numbers.findIndex((forms) => (forms as readonly string[]).includes(word))
      : english.numbers.indexOf(word)
  if (place >= 0) return place + 1
  return word === 'a' || word === 'an' || word === 'the' ? 1 : null
}
