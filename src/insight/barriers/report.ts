import { listTeams } from '../../people/store.ts'
import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { betaBinomialFit, meanInterval, shrunkShare, tooFewToSay, wilson } from '../../stats/index.ts'
import { keyOf, requireForward, voicesOf } from './behind.ts'
import { type BarriersQuery, type BarriersReport, barrierKinds } from './contract.ts'
import { type Total, totals } from './counts.ts'
import type { Layer, Measure } from './log.ts'

/**
 * What stands between customers and a solution, in numbers. Open complaints count: what they went through, and how long they
 * have been held until `now`.
 * @throws Problem period_backwards
 */
export async function reportBarriers(db: Database, query: BarriersQuery, now: Date): Promise<BarriersReport> {
  requireForward(query)
  const [all, names, uncounted] = await Promise.all([totals(db, query), namesOf(db), uncountedIn(db)])
  const of = (measure: Measure) => all.filter((total) => total.measure === measure)
  const ended = endedOf(of('case'))
  const count = ended.open + ended.solved + ended.unsolved + ended.unknown
  const known = ended.solved + ended.unsolved
  const any = (what: string) => shareOf(add(of('any').filter(({ other }) => other === what)).complaints, count)
  return {
    period: { from: query.from, to: query.to },
    complaints: count,
    ended,
    uncounted,
    places: placesOf(of, names, now),
    flows: arrows(of('handoff')),
    handoffs: handoffsOf(of, count),
    thereAndBack: any('back'),
    pingPong: any('pingpong'),
    between: { thereAndBack: arrows(of('back')), pingPong: arrows(of('pingpong')) },
    rework: {
      share: any('rework'),
      activities: most(of('rework')).map(({ place, other: activity, complaints, n }) => ({
        place,
        activity,
        complaints,
        n,
      })),
    },
    deadEnds: {
      share: shareOf(ended.unsolved, known),
      at: atLayers(of('dead')),
      how: byOther(of('ended')).map(({ other: closure, complaints }) => ({ closure, complaints })),
    },
    contacts: contactsOf(of('contacts')),
    escalations: { share: any('escalated'), from: atLayers(of('escalated')) },
    promises: {
      moved: any('promise_moved'),
      broken: any('promise_broken'),
      putOff: any('promise_put_off'),
      at: most(of('promise')).map(({ place, other: what, complaints, n }) => ({ place, what, complaints, n })),
    },
    returns: shareOf(add(of('returned')).complaints, known),
    scores: scoresOf(of),
    waits: { unasked: any('wait_unasked'), at: waitsOf(of, now) },
    barriers: await rankedBarriers(db, query, { all, count }),
  }
}

type Of = (measure: Measure) => Total[]
const byMost = (one: Total, other: Total): number =>
  other.complaints - one.complaints ||
  other.n - one.n ||
  (`${one.place}${one.other}` < `${other.place}${other.other}` ? -1 : 1)
const most = (rows: Total[]): Total[] => rows.toSorted(byMost)

const add = (rows: Total[]) => ({
  complaints: rows.reduce((sum, { complaints }) => sum + complaints, 0),
  n: rows.reduce((sum, { n }) => sum + n, 0),
  amount: rows.reduce((sum, { amount }) => sum + amount, 0),
})

function shareOf(count: number, n: number): BarriersReport['pingPong'] {
  const found = wilson({ successes: count, n })
  return {
    count,
    n,
    share: found?.share ?? null,
    interval: found && { low: found.low, high: found.high },
    tooFew: tooFewToSay(n),
  }
}

async function namesOf(db: Database): Promise<Map<string, string>> {
  return new Map((await listTeams(db)).map(({ id, name }) => [id, name]))
}

/** What changed and waits to be counted; counting stops at ten thousand. */
async function uncountedIn(db: Database): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from complaint_changes limit 10000) waiting`.execute(db)
  return rows[0]?.n ?? 0
}

function endedOf(cases: Total[]): BarriersReport['ended'] {
  const as = (ended: string) => add(cases.filter(({ other }) => other === ended)).complaints
  return { open: as('open'), solved: as('solved'), unsolved: as('unsolved'), unknown: as('unknown') }
}

/** Seconds until now of what lasts: how many last, times now, less when each began. */
const lasting = (rows: Total[], now: Date): number => {
  const { n, amount } = add(rows)
  return Math.max(0, (n * now.getTime()) / 1000 - amount)
}

function placesOf(of: Of, names: Map<string, string>, now: Date): BarriersReport['places'] {
  const keys = new Set([...of('case'), ...of('held'), ...of('holding'), ...of('handoff')].map(({ place }) => place))
  for (const { other } of of('handoff')) keys.add(other)
  const at = (measure: Measure, place: string) => of(measure).filter((total) => total.place === place)
  return [...keys]
    .map((place) => ({
      place,
      name: names.get(place) ?? null,
      began: add(at('case', place)).complaints,
      complaints: add(at('touched', place)).complaints,
      open: add(at('holding', place)).complaints,
      heldSeconds: add(at('held', place)).amount + lasting(at('holding', place), now),
    }))
    .sort((one, other) => other.began - one.began || other.complaints - one.complaints)
}

const arrows = (rows: Total[]): BarriersReport['flows'] =>
  most(rows).map(({ place: from, other: to, complaints, n }) => ({ from, to, complaints, n }))

const atLayers = (rows: Total[]): BarriersReport['escalations']['from'] =>
  most(rows).map(({ place, other, complaints }) => ({ place, layer: other as Layer, complaints }))

function byOther(rows: Total[]): { other: string; complaints: number }[] {
  const groups = Map.groupBy(rows, ({ other }) => other)
  return [...groups]
    .map(([other, own]) => ({ other, complaints: add(own).complaints }))
    .sort((one, next) => next.complaints - one.complaints)
}

/** How many complaints had each number, written in the facts' last part. */
function countsOf(rows: Total[]): Map<number, number> {
  return new Map(byOther(rows).map(({ other, complaints }) => [Number(other), complaints]))
}

function meanOf(counts: Map<number, number>): BarriersReport['handoffs']['perComplaint'] {
  const n = [...counts.values()].reduce((sum, each) => sum + each, 0)
  if (tooFewToSay(n)) return null
  const found = meanInterval({ counts })
  return found && { mean: found.mean, interval: { low: Math.max(0, found.low), high: found.high }, n }
}

const grouped = (count: number): string => (count > 4 ? '5+' : String(count))

function handoffsOf(of: Of, count: number): BarriersReport['handoffs'] {
  const counts = countsOf(of('spread'))
  const spread = Map.groupBy([...counts], ([handoffs]) => grouped(handoffs))
  return {
    total: add(of('handoff')).n,
    perComplaint: meanOf(counts),
    passed: shareOf(count - (counts.get(0) ?? 0), count),
    spread: [...spread]
      .map(([handoffs, own]) => ({ handoffs, complaints: own.reduce((sum, [, each]) => sum + each, 0) }))
      .sort((one, other) => (one.handoffs < other.handoffs ? -1 : 1)),
  }
}

/** `place` of these facts is how the complaint ended. */
function contactsOf(rows: Total[]): BarriersReport['contacts'] {
  const solved = countsOf(rows.filter(({ place }) => place === 'solved'))
  const all = [...solved.values()].reduce((sum, each) => sum + each, 0)
  const spread = Map.groupBy(rows, ({ place, other }) => `${place}|${grouped(Number(other))}`)
  return {
    solved: meanOf(solved),
    atOnce: shareOf(solved.get(1) ?? 0, all),
    spread: [...spread]
      .map(([key, own]) => {
        const [ended = '', contacts = ''] = key.split('|')
        return { ended, contacts, complaints: add(own).complaints }
      })
      .sort((one, other) => (`${one.ended}${one.contacts}` < `${other.ended}${other.contacts}` ? -1 : 1)),
  }
}

/** Teams that take complaints first, each share drawn towards what they have in common; ranked by the lower end of its interval. */
function scoresOf(of: Of): BarriersReport['scores'] {
  const at = (measure: Measure, place: string) => add(of(measure).filter((total) => total.place === place)).complaints
  const judged = of('case').filter(({ other }) => other === 'solved' || other === 'unsolved')
  const groups = [...Map.groupBy(judged, ({ place }) => place)].map(([place, own]) => ({
    place,
    n: add(own).complaints,
    successes: at('hurt', place),
  }))
  const prior = betaBinomialFit({ groups })
  return groups
    .map(({ place, ...group }) => ({
      place,
      stuck: at('stuck', place),
      returned: at('returned', place),
      raw: shareOf(group.successes, group.n),
      shrunk: prior && !tooFewToSay(group.n) ? shrunkShare({ group, prior }) : null,
    }))
    .sort((one, other) => (other.shrunk?.low ?? -1) - (one.shrunk?.low ?? -1))
}

function waitsOf(of: Of, now: Date): BarriersReport['waits']['at'] {
  const places = [...new Set([...of('wait'), ...of('waiting')].map(({ place }) => place))]
  return places
    .map((place) => {
      const waits = of('wait').filter((total) => total.place === place)
      const ended = (how: string) => add(waits.filter(({ other }) => other === how)).n
      const open = of('waiting').filter((total) => total.place === place)
      return {
        place,
        n: add(waits).n + add(open).n,
        seconds: add(waits).amount + lasting(open, now),
        byCustomer: ended('customer'),
        byUs: ended('us'),
        byClosing: ended('closed'),
        lasting: add(open).n,
        unasked: add(of('wait_unasked').filter((total) => total.place === place)).n,
      }
    })
    .sort((one, other) => other.seconds - one.seconds)
}

/** So many barriers are shown with words of customers. */
const shown = 8
const isBarrier = ({ measure, other }: Total): boolean =>
  (barrierKinds as readonly string[]).includes(measure) && (measure !== 'promise' || other !== 'made')

/** What most customers met, in their words. Where a dead end and "never passed on" are the same complaints, one is shown. */
async function rankedBarriers(
  db: Database,
  query: BarriersQuery,
  { all, count }: { all: Total[]; count: number },
): Promise<BarriersReport['barriers']> {
  const stuck = new Map(
    all.filter(({ measure }) => measure === 'stuck').map((total) => [total.place, total.complaints]),
  )
  const found = most(
    all.filter(
      (total) => isBarrier(total) && !(total.measure === 'dead' && stuck.get(total.place) === total.complaints),
    ),
  ).slice(0, shown)
  return Promise.all(
    found.map(async ({ measure, place, other, complaints }) => ({
      kind: measure as BarriersReport['barriers'][number]['kind'],
      place,
      other,
      share: shareOf(complaints, count),
      voices: await voicesOf(db, query, keyOf({ what: measure, place, other })),
    })),
  )
}
