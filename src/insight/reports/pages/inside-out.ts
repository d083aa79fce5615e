import { formatDate } from '../../../platform/texts/dates.ts'
import { readInsideOut } from '../../split/read.ts'
import type { InsideOut } from '../../split/contract.ts'
import type { ReportSection, ReportTable } from '../document.ts'
import type { Language } from '../../../platform/texts/index.ts'
import type { Share } from '../../../charts/shares.ts'
import { drawBars } from '../drawings.tsx'
import { verdictIn } from '../../../potholes/verdicts/words.ts'
import { costsSection } from './inside-out-costs.ts'
import { nameIn, sayer, type Sections } from './making.ts'

type Split = InsideOut['split']
type Say = ReturnType<typeof sayer>

/** The page "Inside out": the split over all complaints with what easier ways would have claimed, and what was done about it. */
export const insideOutSections: Sections = async (making) => {
  const { db, drawer, from, to, viewer, language, now } = making
  const say = sayer(language)
  const page = await readInsideOut(db, drawer, { from, to }, { viewer, now })
  return [
    splitSection(say, language, page),
    await costsSection(making),
    {
      heading: say('inside.hot.title'),
      said: [say(page.hotSpots.rated ? 'inside.hot.rated' : 'inside.hot.counted')],
      tables: [
        {
          caption: say('inside.hot.title'),
          columns: [
            { label: say('export.name'), kind: 'text' },
            { label: say('export.count'), kind: 'number' },
          ],
          rows: page.hotSpots.places.map(({ name, count }) => [nameIn(language, name), count]),
        },
      ],
      how: [],
    },
    potholesSection(say, language, page),
    {
      heading: say('inside.promises.title'),
      said: [],
      tables: [
        {
          caption: say('inside.promises.title'),
          columns: [
            { label: say('export.name'), kind: 'text' },
            { label: say('export.count'), kind: 'number' },
          ],
          rows: (['kept', 'keptLate', 'broken', 'open'] as const).map((each) => [
            say(`inside.promises.${each}`),
            page.promises[each],
          ]),
        },
      ],
      how: [],
    },
    {
      heading: say('inside.voices.title'),
      said: page.voices.complaints.map(
        ({ reference, receivedAt, words }) => `${reference}, ${formatDate(language, receivedAt, 'UTC')}: “${words}”`,
      ),
      tables: [],
      how: [],
    },
  ]
}

function potholesSection(say: Say, language: Language, { potholes }: InsideOut): ReportSection {
  const column = (label: string) => ({ label: say(label), kind: 'text' as const })
  const table: ReportTable = {
    caption: say('inside.potholes.title'),
    columns: [
      column('loop.pothole'),
      column('loop.state'),
      column('loop.owner'),
      { label: say('export.count'), kind: 'number' },
      column('inside.potholes.verdict'),
    ],
    rows: potholes.map(({ name, state, owner, complaints, verdict }) => [
      name,
      say(`pothole.state.${state}`),
      owner.name,
      complaints,
      verdict ? verdictIn(language, verdict) : say('inside.potholes.no_fix'),
    ]),
  }
  return {
    heading: say('inside.potholes.title'),
    said: [say(potholes.length === 0 ? 'inside.potholes.none' : 'inside.potholes.why')],
    tables: potholes.length === 0 ? [] : [table],
    how: [],
  }
}

function splitSection(say: Say, language: Language, { split, complaints, coded }: InsideOut): ReportSection {
  const { sample } = split
  const lead = sample ? say('reports.from_sample', { n: sample.n, name: sample.name }) : say('inside.missing.no_sample')
  const rows = [
    ...split.groups.map((each) => ({ name: say(`reports.group.${each.group}`), ...each })),
    ...split.classes.map((each) => ({ name: say(`cause.class.${each.class}`), ...each })),
  ]
  const n = split.standing === 'known' ? (sample?.n ?? 0) : coded
  const bars = rows.map((row) => ({
    ...barOf(row, split.standing === 'known'),
    key: row.name,
    label: row.name,
    tone: 'first' as const,
  }))
  const table: ReportTable = {
    caption: say('inside.claims.title'),
    columns: [
      { label: say('export.name'), kind: 'text' },
      { label: say('inside.claims.all'), kind: 'share' },
      { label: say('export.low'), kind: 'share' },
      { label: say('export.high'), kind: 'share' },
      { label: say('inside.claims.model'), kind: 'share' },
      { label: say('inside.claims.people'), kind: 'share' },
    ],
    rows: rows.map(({ name, estimate, model, people }) => {
      const known = estimate && !estimate.tooFew ? estimate : null
      const of = known ? [known.share, known.interval.low, known.interval.high] : [null, null, null]
      return [name, ...of, model, people.tooFew ? null : people.share]
    }),
  }
  return {
    heading: say(sample ? 'inside.groups.title' : 'inside.groups.title_coded'),
    said: [lead, say('reports.coded_of', { coded, count: complaints })],
    tables: [table],
    ...(n > 0 && { drawing: drawBars({ language, title: say('inside.claims.title') }, bars, n) }),
    how: [say('inside.how.rule'), say('inside.how.source')],
  }
}

/** A share of all complaints where the sample says it, else of those that people coded. */
function barOf(
  { estimate, people }: Split['classes'][number] | Split['groups'][number],
  isKnown: boolean,
): Pick<Share, 'count' | 'estimate' | 'isTooFew'> {
  const found = isKnown ? estimate && { ...estimate, count: estimate.positives } : people
  if (!found) return { count: 0, estimate: null }
  const { count, share, interval, tooFew } = found
  const bar = share === null || interval === null || tooFew ? null : { share, ...interval }
  return { count, estimate: bar, isTooFew: tooFew && share !== null }
}
