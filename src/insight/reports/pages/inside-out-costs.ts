import { formatNumber } from '../../../platform/texts/numbers.ts'
import { type SilentCustomers, SilentQuery } from '../../silent/contract.ts'
import { readSilentCustomers } from '../../silent/read.ts'
import type { ReportSection, ReportTable } from '../document.ts'
import { type Making, nameIn, sayer } from './making.ts'

const mostCauses = 5

/** What problems cost in a year, and at which causes the money is, beside what their repair would cost. */
export async function costsSection({ db, language, now }: Making): Promise<ReportSection> {
  const say = sayer(language)
  const report = await readSilentCustomers(db, SilentQuery.parse({}), now)
  const causes = causesTable(language, report)
  return {
    heading: say('inside.costs.title'),
    said: [yearlyCost(language, report)],
    tables: causes ? [causes] : [],
    how: [say('market.how.formula'), say('market.how.ranges'), say('risk.how.formula'), say('market.how.source')],
  }
}

function yearlyCost(language: Making['language'], { market, survey }: SilentCustomers): string {
  const say = sayer(language)
  const { currency, damage, missing } = market
  if (!damage) {
    const names = missing.map((name) => say(`market.input.${name}`)).join(', ')
    return say('inside.costs.missing', { count: missing.length, names })
  }
  const rounded = { maximumFractionDigits: 0 } as const
  const written = currency ? ({ style: 'currency', currency, ...rounded } as const) : rounded
  const money = (amount: number) => formatNumber(language, amount, written)
  const { likely, low, high } = damage.money
  const between = say('silent.between', { low: money(low), high: money(high) })
  return `${money(likely)} ${say('inside.costs.a_year', { between, n: survey?.answered ?? 0 })}`
}

/** The causes with most money at risk; none while it is not known who complains of which. */
function causesTable(language: Making['language'], { causes, market }: SilentCustomers): ReportTable | null {
  const say = sayer(language)
  const rows = causes.isRanked ? causes.rows.filter(({ money }) => money !== null).slice(0, mostCauses) : []
  if (rows.length === 0) return null
  const number = (label: string) => ({ label: say(label), kind: 'number' as const })
  return {
    caption: `${say('risk.title')}${market.currency ? `, ${market.currency}` : ''}`,
    columns: [
      { label: say('risk.cause'), kind: 'text' },
      number('risk.complaints'),
      number('risk.money'),
      number('market.low'),
      number('market.high'),
      number('risk.repair'),
    ],
    rows: rows.map(({ name, complaints, money, repair }) => [
      nameIn(language, name),
      complaints,
      money && Math.round(money.likely),
      money && Math.round(money.low),
      money && Math.round(money.high),
      repair?.likely ?? null,
    ]),
  }
}
