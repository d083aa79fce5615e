import { reportCauses } from '../../../causes/report.ts'
import type { CauseClass } from '../../../causes/rules.ts'
import type { Tone } from '../../../charts/palette.ts'
import { drawShares } from '../drawings.tsx'
import { nameIn, sayer, type Sections, shareTable } from './making.ts'

/** As the page has them. */
const tones: Record<CauseClass, Tone> = { delivery: 'first', surprise: 'second', mismatch: 'third', unknown: 'fourth' }

/** The causes page: shares of the coded complaints, and where complaints gather. */
export const causesSections: Sections = async ({ db, from, to, narrowing, language }) => {
  const say = sayer(language)
  const report = await reportCauses(db, { from, to, ...narrowing })
  const shares = [
    ...report.classes.map((share) => ({ name: say(`cause.class.${share.class}`), share })),
    ...report.groups.map((share) => ({ name: say(`cause.group.${share.group}`), share })),
    { name: say('cause.group.as_planned'), share: report.asPlanned },
  ]
  const drawn = report.classes.map((share) => ({
    name: say(`cause.class.${share.class}`),
    share,
    tone: tones[share.class],
  }))
  const places = (['product', 'issue', 'step', 'cause'] as const).map((dimension) => ({
    caption: say(`causes.${dimension}`),
    columns: [
      { label: say('export.name'), kind: 'text' as const },
      { label: say('export.count'), kind: 'number' as const },
      { label: say('export.before'), kind: 'number' as const },
      { label: say('export.share'), kind: 'share' as const },
      { label: say('export.rate'), kind: 'number' as const },
    ],
    rows: report.pareto[dimension].map((row) => [
      nameIn(language, row.name),
      row.count,
      row.before,
      row.share,
      row.rate?.perThousand ?? null,
    ]),
  }))
  return [
    {
      heading: say('causes.class'),
      said: [say('reports.coded_of', { coded: report.coded.count, count: report.total.count })],
      tables: [shareTable(language, say('causes.class'), shares)],
      ...(report.coded.count > 0 && { drawing: drawShares({ language, title: say('causes.shares.title') }, drawn) }),
      how: [say('reports.how_shares')],
    },
    ...places.map((table) => ({ heading: table.caption, said: [], tables: [table], how: [] })),
  ]
}
