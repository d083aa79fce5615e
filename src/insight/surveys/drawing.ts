import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { type Database, inTransaction, insertRows } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { drawsFrom } from '../../stats/index.ts'
import { type DrawnStratum, drawSample, type Listed } from './frame.ts'
import { lockSurvey } from './store.ts'

type Drawing = { surveyId: string; size: number; seed?: number; now: Date }
type Drawn = { drawn: Listed[]; strata: DrawnStratum[] }

/** Draws from a list of all customers; only those drawn are kept. @throws Problem survey_not_found, survey_not_now */
export async function drawFromList(db: Database, listed: Listed[], { seed = randomInt(2 ** 31), ...drawing }: Drawing) {
  await keep(db, 'list', { ...drawing, seed }, drawSample(listed, drawing.size, drawsFrom(seed)))
}

/** Draws from the customers known here. @throws Problem survey_not_found, survey_not_now */
export async function drawFromCustomers(db: Database, { seed = randomInt(2 ** 31), ...drawing }: Drawing) {
  const { size } = drawing
  // The database orders by a hash of id and seed: random, repeatable, and nothing but those drawn leaves it.
  const { rows: drawn } = await sql<Listed>`
    select c.id as "customerId", c.name, coalesce(c.language, '') as language, '' as segment,
      (select a.address from customer_addresses a where a.customer_id = c.id and a.kind = 'email'
        order by a.came_back_at nulls first, a.address limit 1) as email
    from (select * from customers where erased_at is null order by hashtextextended(id::text, ${seed}), id limit ${size}) c`.execute(
    db,
  )
  const { rows: inFrame } = await sql<{ language: string; inFrame: number }>`
    select coalesce(language, '') as language, count(*)::int as "inFrame" from customers where erased_at is null group by 1`.execute(
    db,
  )
  const strata = inFrame.map((each) => ({
    ...each,
    segment: '',
    drawn: drawn.filter(({ language }) => language === each.language).length,
  }))
  await keep(db, 'customers', { ...drawing, seed }, { drawn, strata })
}

async function keep(
  db: Database,
  frame: 'list' | 'customers',
  { surveyId, seed, now }: Drawing & { seed: number },
  { drawn, strata }: Drawn,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await lockSurvey(tx, surveyId, 'made')
    await sql`update surveys set frame = ${frame}, seed = ${seed}, drawn_at = ${now} where id = ${surveyId}`.execute(tx)
    const stratumRows = strata.map(({ inFrame, ...each }) => ({ survey_id: surveyId, in_frame: inFrame, ...each }))
    await insertRows(tx, 'survey_strata', stratumRows)
    const invitations = drawn.map(({ customerId, ...each }) => ({
      id: newId(),
      survey_id: surveyId,
      customer_id: customerId,
      ...each,
    }))
    await insertRows(tx, 'survey_invitations', invitations as Record<string, string | null>[])
  })
}
