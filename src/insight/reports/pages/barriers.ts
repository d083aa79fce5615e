import type { BarriersReport } from '../../barriers/contract.ts'
import { reportBarriers } from '../../barriers/report.ts'
import { drawShares } from '../drawings.tsx'
import { sayer, type Sections, shareTable } from './making.ts'

/** Barriers: how many complaints met which, who passed them to whom, and who held them. */
export const barrierSections: Sections = async ({ db, from, to, narrowing, language, now }) => {
  const say = sayer(language)
  const report = await reportBarriers(db, { from, to, ...narrowing }, now)
  const named = placeNames(report, say)
  const met = [
    { name: say('barriers.passed'), share: report.handoffs.passed },
    { name: say('barriers.back'), share: report.thereAndBack },
    { name: say('barriers.pingpong'), share: report.pingPong },
    { name: say('barriers.dead'), share: report.deadEnds.share },
    { name: say('barriers.escalated'), share: report.escalations.share },
    { name: say('barriers.ends.returns'), share: report.returns },
    { name: say('barriers.promises.moved_share'), share: report.promises.moved },
    { name: say('barriers.promises.broken_share'), share: report.promises.broken },
  ]
  return [
    {
      heading: say('barriers.list.title'),
      said: [say('barriers.description')],
      tables: [shareTable(language, say('barriers.list.title'), met)],
      drawing: drawShares({ language, title: say('barriers.list.title') }, ofOneWhole(met)),
      how: [say('barriers.how.share'), say('barriers.how.blame')],
    },
    {
      heading: say('barriers.flow.title'),
      said: report.flows.length === 0 ? [say('barriers.flow.none')] : [],
      tables: [
        {
          caption: say('barriers.flow.title'),
          columns: [
            { label: say('export.name'), kind: 'text' },
            { label: say('barriers.complaints'), kind: 'number' },
            { label: say('barriers.rework.times'), kind: 'number' },
          ],
          rows: report.flows.map((flow) => [
            say('barriers.kind.handoff', { a: named(flow.from), b: named(flow.to) }),
            flow.complaints,
            flow.n,
          ]),
        },
      ],
      how: [say('barriers.how.flow'), say('barriers.how.flow_source')],
    },
    {
      heading: say('barriers.held.title'),
      said: [],
      tables: [
        {
          caption: say('barriers.held.caption'),
          columns: [
            { label: say('barriers.held.team'), kind: 'text' },
            { label: say('barriers.held.complaints'), kind: 'number' },
            { label: say('barriers.held.open'), kind: 'number' },
            { label: say('reports.days_held'), kind: 'number' },
          ],
          rows: report.places.map((place) => [
            named(place.place),
            place.complaints,
            place.open,
            place.heldSeconds / 86_400,
          ]),
        },
      ],
      how: [],
    },
  ]
}

/** Shares of other complaints than most are have another whole, and stand in the table alone. */
const ofOneWhole = <Row extends { share: { n: number } }>(rows: Row[]): Row[] =>
  rows.filter(({ share }) => share.n === rows[0]?.share.n)

function placeNames({ places }: BarriersReport, say: ReturnType<typeof sayer>): (place: string) => string {
  const names = new Map(places.map(({ place, name }) => [place, name]))
  return (place) =>
    place === 'management' || place === 'none'
      ? say(`barriers.place.${place}`)
      : (names.get(place) ?? say('barriers.place.gone'))
}
