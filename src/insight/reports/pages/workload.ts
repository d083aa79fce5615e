import { readWorkload } from '../../workload/read.ts'
import { drawForecast } from '../drawings.tsx'
import { sayer, type Sections, shareTable } from './making.ts'

/** As much as a picture shows by day. */
const drawnDays = 182

/** Workload: what came and went by day, how old the open ones are, and how full the teams are. */
export const workloadSections: Sections = async ({ db, from, to, narrowing, language, now }) => {
  const say = sayer(language)
  const report = await readWorkload(db, { from, to, ...narrowing }, now)
  const { ageing } = report
  const bands = ageing.bands.map((band) => ({
    name:
      band.to === null
        ? say('reports.days_from', { from: band.from })
        : say('reports.days_between', { from: band.from, to: band.to }),
    share: band.share,
  }))
  const begin = report.forecast?.days[0]?.day
  const past = report.days.filter(({ day }) => !begin || day < begin).slice(-drawnDays)
  const facts = {
    past: past.map(({ day, arrived }) => ({ day, count: arrived })),
    future: (report.forecast?.days ?? []).map(({ day, arrivals }) => ({ day, ...arrivals })),
    counted: say('workload.arrived'),
    expected: say('workload.expected'),
  }
  return [
    {
      heading: say('workload.arrivals.title'),
      said: [],
      ...(past.length > 0 && { drawing: drawForecast({ language, title: say('workload.arrivals.title') }, facts) }),
      tables: [
        {
          caption: say('workload.arrivals.title'),
          columns: [
            { label: say('reports.day'), kind: 'text' },
            { label: say('workload.arrived'), kind: 'number' },
            { label: say('workload.closed'), kind: 'number' },
            { label: say('workload.backlog'), kind: 'number' },
          ],
          rows: report.days.map(({ day, arrived, closed, backlog }) => [day, arrived, closed, backlog]),
        },
      ],
      how: [say('workload.how.lead'), say('workload.how.source_counts')],
    },
    {
      heading: say('workload.ageing.title'),
      said: [say('workload.ageing.text', { date: ageing.today })],
      tables: [
        shareTable(language, say('workload.ageing.title'), [
          ...bands,
          { name: say('workload.ageing.past_promise'), share: ageing.pastPromise },
        ]),
      ],
      how: [say('workload.how.ageing'), say('workload.how.wilson')],
    },
    {
      heading: say('workload.teams.title'),
      said: [say('workload.teams.text')],
      tables: [
        {
          caption: say('workload.teams.title'),
          columns: [
            { label: say('workload.teams.team'), kind: 'text' },
            { label: say('workload.teams.arrived'), kind: 'number' },
            { label: say('workload.teams.closed'), kind: 'number' },
            { label: say('workload.teams.open'), kind: 'number' },
            { label: say('reports.occupancy'), kind: 'share' },
            { label: say('export.low'), kind: 'share' },
            { label: say('export.high'), kind: 'share' },
          ],
          rows: report.teams.map(({ name, arrived, closed, backlog, occupancy }) => [
            name ?? say('workload.teams.none'),
            arrived,
            closed,
            backlog,
            occupancy?.share ?? null,
            occupancy?.low ?? null,
            occupancy?.high ?? null,
          ]),
        },
      ],
      how: [say('workload.how.occupancy'), say('workload.how.occupancy_source')],
    },
  ]
}
