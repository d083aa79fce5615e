import { linkMark } from '../../complaints/letters/rules.ts'
import {
  formatDate,
  formatShare,
  formatShareInterval,
  type Language,
  type TextKey,
  text,
} from '../../platform/texts/index.ts'
import type { WeeklyFigures } from './figures.ts'

type Written = { name: string; team: string | null; language: Language; publicUrl: string }

/** A manager's own figures of a week and three customers' words, as a letter; `linkMark` where its button stands. */
export function weeklyWords(
  figures: WeeklyFigures,
  { name, team, language, publicUrl }: Written,
): { subject: string; body: string } {
  const say = (key: TextKey, values: Record<string, string | number> = {}) => text(language, key, values as never)
  const day = (date: string) => formatDate(language, `${date}T00:00:00Z`, 'UTC')
  const week = { from: day(figures.week.from), to: day(figures.week.to) }
  const { flow, before, open, late, reached, waiting, potholes, potholesLate, alarms, voices, among } = figures
  const heard = voices.map(({ reference, words, isCut }) => {
    const quoted = say('weekly.voice', { words: isCut ? `${words}…` : words })
    return `${quoted}\n${reference}: ${publicUrl}/complaints/${reference}`
  })
  const parts = [
    say('weekly.greeting', { name }),
    [
      team ? say('weekly.of_team', { team, ...week }) : say('weekly.of_all', week),
      say('weekly.came', { count: flow.arrived, before: before.arrived }),
      say('weekly.closed', { count: flow.closed, solved: flow.solved, before: before.closed }),
      say('weekly.open', { count: open, late }),
      satisfiedWords(figures, language),
    ].join('\n'),
    [
      say('weekly.yours'),
      say('weekly.reached', { count: reached, waiting }),
      say('weekly.potholes', { count: potholes, late: potholesLate }),
      say('weekly.alarms', { count: alarms }),
    ].join('\n'),
    say(heard.length > 0 ? 'weekly.voices' : 'weekly.no_voices', { count: heard.length, among }),
    ...heard,
    linkMark,
    say('weekly.how'),
    say('weekly.stop', { address: `${publicUrl}/reports` }),
  ]
  return { subject: say('weekly.subject', { ...week, count: flow.arrived, late }), body: parts.join('\n\n') }
}

function satisfiedWords({ satisfied: { n, share, interval, tooFew } }: WeeklyFigures, language: Language): string {
  if (n === 0) return text(language, 'weekly.nobody_rated')
  if (tooFew || share === null || !interval) return text(language, 'weekly.few_rated', { n })
  const shown = {
    share: formatShare(language, share),
    interval: formatShareInterval(language, interval.low, interval.high),
  }
  return text(language, 'weekly.satisfied', { ...shown, n })
}
