import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Database } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { samplingContract } from './contract.ts'
import { countOpen, openTo, sampleOf } from './samples.ts'

type UnitAndMine = z.output<(typeof samplingContract)['readSampleUnit']['answer']['shape']>
type Unit = Omit<UnitAndMine, 'mine'>
type Answer = NonNullable<UnitAndMine['mine']>

/**
 * A complaint as a coder of a sample sees it: what was said and where, in the words of the time. Not its number, its
 * codings, its cause or what a model says of it: nothing leads to what others think.
 */
const unitColumns = sql`
  u.position, c.title, c.text, c.language, c.channel, c.received_at as "receivedAt",
  (select name from products where id = c.product_id) as product, (select name from issues where id = c.issue_id) as issue,
  coalesce((select json_agg(json_build_object('direction', m.direction, 'text', m.text, 'at', m.at) order by m.at, m.id)
    from (select * from messages m where m.complaint_id = c.id and m.direction in ('in', 'out') and m.taken_back_at is null
      order by m.at, m.id limit 50) m), '[]') as messages`

type UnitRow = Omit<Unit, 'receivedAt' | 'messages'> & {
  receivedAt: Date
  messages: Unit['messages']
}
const unitOf = ({ receivedAt, messages, ...row }: UnitRow): Unit => ({
  ...row,
  receivedAt: receivedAt.toISOString(),
  messages: messages.map((message) => ({ ...message, at: new Date(message.at).toISOString() })),
})

/** One answer as JSON, of `g` (sample_codings). */
export const answerColumns: RawBuilder<unknown> = sql`
  'asDesigned', g.as_designed, 'expected', g.expected, 'class', g.class, 'locus', g.locus, 'uncodable', g.uncodable,
  'cause', (select json_build_object('id', ca.id, 'name', ca.name) from causes ca where ca.id = g.cause_id)`

type Place = { sampleId: string; coderId: string }

/** The next complaint for the coder after a position, else from the beginning; and how many are left for them. */
export async function nextUnit(
  db: Database,
  { sampleId, coderId, after }: Place & { after: number },
): Promise<{ unit: Unit | null; left: number }> {
  const { outdated } = await sampleOf(db, sampleId)
  if (outdated) throw new Problem('conflict', 'sample_outdated')
  const { rows } = await sql<UnitRow>`
    select ${unitColumns} from sample_units u join complaints c on c.id = u.complaint_id
    where u.sample_id = ${sampleId} and ${openTo(coderId)} order by u.position <= ${after}, u.position limit 1`.execute(
    db,
  )
  return { unit: rows[0] ? unitOf(rows[0]) : null, left: await countOpen(db, sampleId, coderId) }
}

/** A complaint of a sample with the coder's own answer. @throws Problem sample_not_found, sample_unit_not_found */
export async function readUnit(
  db: Database,
  { sampleId, coderId, position }: Place & { position: number },
): Promise<UnitAndMine> {
  await sampleOf(db, sampleId)
  const { rows } = await sql<UnitRow & { mine: Answer | null }>`
    select ${unitColumns}, (select json_build_object(${answerColumns}) from sample_codings g
      where g.complaint_id = u.complaint_id and g.sample_id = u.sample_id and g.superseded_at is null
        and not g.is_settlement and g.coder_id = ${coderId}) as mine
    from sample_units u join complaints c on c.id = u.complaint_id
    where u.sample_id = ${sampleId} and u.position = ${position}`.execute(db)
  const [row] = rows
  if (!row) throw new Problem('not_found', 'sample_unit_not_found')
  const { mine, ...unit } = row
  return { ...unitOf(unit), mine }
}
