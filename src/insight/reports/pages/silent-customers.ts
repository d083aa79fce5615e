import { readScores } from '../../scores/read.ts'
import { readSilentCustomers } from '../../silent/read.ts'
import type { SilentCustomers } from '../../silent/contract.ts'
import type { ReportSection } from '../document.ts'
import { type Making, sayer, type Sections, shareTable } from './making.ts'

const rates = ['problemRate', 'complained', 'silentSufferers', 'silentLeavers'] as const
const figures = ['money', 'gross', 'lost', 'silent', 'lostSilent', 'wordOfMouthMoney'] as const
/** What the page itself begins with. */
const levers = { prevented: 0.25, telling: 0.15, better: 0.15 }

/** Silent customers: what the survey found, what problems cost, and the scores of the period. */
export const silentSections: Sections = async (making) => {
  const page = await readSilentCustomers(making.db, { ...levers, survey: making.narrowing.survey }, making.now)
  return [surveySection(making, page), marketSection(making, page), await scoreSection(making)]
}

function surveySection({ language }: Making, { survey, estimates }: SilentCustomers): ReportSection {
  const say = sayer(language)
  const asked = survey ? [say('silent.asked_about', { name: survey.name, from: survey.from, to: survey.to })] : []
  return {
    heading: say('silent.rates.title'),
    said: estimates ? asked : [...asked, say(survey ? 'silent.no_answers' : 'silent.nobody_asked_why')],
    tables: estimates
      ? [
          shareTable(
            language,
            say('silent.rates.description'),
            rates.map((rate) => ({ name: say(`silent.rate.${rate}`), share: estimates[rate] })),
          ),
          shareTable(
            language,
            say('silent.reasons.title'),
            estimates.reasons.map((share) => ({ name: say(`silent.reason.${share.key}`), share })),
          ),
        ]
      : [],
    how: [say('silent.how.rates'), say('silent.how.source')],
  }
}

function marketSection({ language }: Making, { market }: SilentCustomers): ReportSection {
  const say = sayer(language)
  const { damage } = market
  const names = market.missing.map((name) => say(`market.input.${name}`)).join(', ')
  return {
    heading: say('market.title'),
    said: damage ? [] : [say('market.missing', { count: market.missing.length, names })],
    tables: damage
      ? [
          {
            caption: say('market.title'),
            columns: [
              { label: say('export.name'), kind: 'text' },
              { label: say('market.low'), kind: 'number' },
              { label: say('market.likely'), kind: 'number' },
              { label: say('market.high'), kind: 'number' },
            ],
            rows: figures.map((figure) => {
              const found = damage[figure]
              return [say(`market.figure.${figure}`), found?.low ?? null, found?.likely ?? null, found?.high ?? null]
            }),
          },
        ]
      : [],
    how: [],
  }
}

async function scoreSection({ db, from, to, language, now }: Making): Promise<ReportSection> {
  const say = sayer(language)
  const { satisfaction, effort, response } = await readScores(db, { from, to }, now)
  return {
    heading: say('score.rated_title'),
    said: [say('score.survivors')],
    tables: [
      shareTable(language, say('score.rated_title'), [
        { name: say('score.satisfied'), share: satisfaction },
        { name: say('score.response_rate'), share: response },
      ]),
      {
        caption: say('score.ease'),
        columns: [
          { label: say('export.name'), kind: 'text' },
          { label: say('export.n'), kind: 'number' },
          { label: say('reports.mean'), kind: 'number' },
          { label: say('export.low'), kind: 'number' },
          { label: say('export.high'), kind: 'number' },
        ],
        rows: [
          effort.tooFew
            ? [say('score.ease'), effort.n, null, null, null]
            : [say('score.ease'), effort.n, effort.mean, effort.interval?.low ?? null, effort.interval?.high ?? null],
        ],
      },
    ],
    how: [say('score.how.satisfaction'), say('score.how.effort'), say('score.how.source')],
  }
}
