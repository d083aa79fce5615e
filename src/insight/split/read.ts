import { type Period, spanOf } from '../../causes/period.ts'
import type { Viewer } from '../../complaints/filters.ts'
import type { Database } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import { readHotSpots } from '../../potholes/hot-spots/report.ts'
import type { InsideOut } from './contract.ts'
import { countCoded, type Counted } from './counted.ts'
import { managementListened, promisesKept, topPotholes } from './listened.ts'
import { readSplit } from './split.ts'
import type { VoiceDrawer } from './voices.ts'

const mostHotSpots = 5

/**
 * The page for executives: the split, where it hurts, what repeats, promises, who listened, and three voices.
 * @throws Problem period_backwards
 */
export async function readInsideOut(
  db: Database,
  drawer: VoiceDrawer,
  period: Period,
  { viewer, now }: { viewer: Viewer; now: Date },
): Promise<InsideOut> {
  if (period.to < period.from)
    throw new Problem('invalid', 'period_backwards', {}, { fields: [{ field: 'to', message: 'field.after_from' }] })
  const span = spanOf(period)
  const today = now.toISOString().slice(0, 10)
  const coded = await countCoded(db, period)
  const complaints = coded.reduce((sum, { n }) => sum + n, 0)
  const asked = { key: `${period.from} ${period.to}`, today, counts: bySpan(coded) }
  const [split, potholes, hot, promises, management, voices] = await Promise.all([
    readSplit(db, period, coded),
    topPotholes(db, span),
    readHotSpots(db, { ...period, dimension: 'product' }),
    promisesKept(db, span, now),
    managementListened(db, span),
    drawer.voices(asked, viewer),
  ])
  return {
    period: { from: period.from, to: period.to },
    complaints,
    coded: coded.reduce((sum, each) => sum + (each.class ? each.n : 0), 0),
    split,
    potholes,
    hotSpots: {
      rated: hot.rated.length > 0,
      places: (hot.rated.length > 0 ? hot.rated : hot.unrated).slice(0, mostHotSpots),
    },
    promises,
    management,
    voices: { chosenOn: today, among: complaints, complaints: voices },
  }
}

/** How many complaints each span holds, coded or not. */
function bySpan(coded: readonly Counted[]): { span: Counted['span']; n: number }[] {
  const spans = Map.groupBy(coded, ({ span }) => span.from.getTime())
  return [...spans.values()].flatMap((own) =>
    own[0] ? [{ span: own[0].span, n: own.reduce((sum, { n }) => sum + n, 0) }] : [],
  )
}
