import { listAlarms } from '../../../potholes/alarms/read.ts'
import type { HotSpot } from '../../../potholes/hot-spots/contract.ts'
import { readHotSpots } from '../../../potholes/hot-spots/report.ts'
import type { ReportSection } from '../document.ts'
import { drawIntervals } from '../drawings.tsx'
import { type Making, nameIn, sayer, type Sections } from './making.ts'

const dimensions = ['product', 'issue', 'step', 'cause'] as const
const mostAlarms = 100
const drawnPlaces = 10

/** Hot spots by each kind of place, and the latest alarms. */
export const hotSpotSections: Sections = async (making) => {
  const places = await Promise.all(dimensions.map((dimension) => placesSection(making, dimension)))
  return [...places, await alarmsSection(making)]
}

async function placesSection(
  { db, from, to, narrowing, language }: Making,
  dimension: (typeof dimensions)[number],
): Promise<ReportSection> {
  const say = sayer(language)
  const report = await readHotSpots(db, { from, to, ...narrowing, dimension })
  const isRated = report.rated.length > 0
  const cells = ({ name, count, expected, raw, excess }: HotSpot) => [
    nameIn(language, name),
    count,
    expected?.atLeast ?? null,
    expected?.perThousand ?? null,
    raw?.perThousand ?? null,
    excess?.cases ?? null,
  ]
  const drawn = report.rated.filter(({ tooFew }) => !tooFew).slice(0, drawnPlaces)
  const facts = {
    places: drawn.map(({ id, name, count, expected, raw }) => ({
      key: id,
      label: nameIn(language, name),
      count,
      estimate: expected && { value: expected.perThousand, low: expected.low, high: expected.high },
      reading: raw?.perThousand ?? null,
    })),
    estimateLabel: say('hot.chart.estimate_rate', { unit: report.unitName ?? '' }),
    readingLabel: say('hot.chart.reading'),
    ...(report.pooled && { reference: { label: say('hot.chart.reference'), value: report.pooled.perThousand } }),
  }
  return {
    heading: say(`causes.${dimension}`),
    said: isRated ? [] : [say('hot.unrated_note')],
    ...(drawn.length > 0 && { drawing: drawIntervals({ language, title: say('hot.chart.title_rate') }, facts) }),
    tables: [
      {
        caption: say(isRated ? 'reports.rated' : 'hot.unrated_title'),
        columns: [
          { label: say('export.name'), kind: 'text' },
          { label: say('export.count'), kind: 'number' },
          { label: say('reports.at_least'), kind: 'number' },
          { label: say('reports.expected'), kind: 'number' },
          { label: say('export.rate'), kind: 'number' },
          { label: say('reports.excess'), kind: 'number' },
        ],
        rows: [...report.rated, ...report.unrated].filter(({ tooFew }) => !tooFew).map(cells),
      },
    ],
    how: [say(isRated ? 'hot.how_source' : 'hot.how_count')],
  }
}

async function alarmsSection({ db, language }: Making): Promise<ReportSection> {
  const say = sayer(language)
  const { items } = await listAlarms(db, { limit: mostAlarms })
  return {
    heading: say('reports.alarms'),
    said: [say('reports.alarms_all')],
    tables: [
      {
        caption: say('alarm.list'),
        columns: [
          { label: say('export.name'), kind: 'text' },
          { label: say('reports.first_day'), kind: 'day' },
          { label: say('reports.observed'), kind: 'number' },
          { label: say('reports.expected_count'), kind: 'number' },
          { label: say('reports.threshold'), kind: 'number' },
          { label: say('reports.judgement'), kind: 'day' },
        ],
        rows: items.map(({ series, firstDay, strongest, judgement }) => [
          series.name === null ? say(`alarm.kind.${series.kind}`) : nameIn(language, series.name),
          firstDay,
          strongest.observed,
          strongest.expected,
          strongest.threshold,
          say(`alarm.judgement.${judgement ?? 'open'}`),
        ]),
      },
    ],
    how: [say('alarm.how_period'), say('alarm.how_source')],
  }
}
