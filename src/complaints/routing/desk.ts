import { sql } from 'kysely'
import type { Field } from '../fields/contract.ts'
import { entriesOf, type FieldValues } from '../fields/rules.ts'
import { listFields } from '../fields/store.ts'
import { RegimeDesk } from '../clocks/desk.ts'
import type { ClockRow } from '../clocks/rules.ts'
import type { Writing } from '../letters/acknowledgement.ts'
import { wordsInAll } from '../letters/templates.ts'
import { type Branch, listBranches } from '../../journeys/store.ts'
import { findOrganization } from '../../people/organization.ts'
import { findPerson } from '../../people/store.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { type Arrival, type Candidate, type Choice, chooseOwner, type RoutingRule } from './rules.ts'

type Known = {
  rules: RoutingRule[]
  people: (Candidate & { name: string })[]
  products: Map<string, Branch>
  fields: Field[]
  lastResortId: string
  updateWithinHours: number
  /** Of the acknowledgement: whom it is from, and its words. */
  writing: Omit<Writing, 'owner'>
  readAt: number
}

/** How long the desk trusts what it read: the database still refuses an owner who has been deactivated since. */
const trustMilliseconds = 3000

/** Chooses owners from rules, people and their load, read now and then rather than for every complaint. */
export class RoutingDesk {
  private known: Known | null = null
  private reading: Promise<Known> | null = null
  private readonly given = new Map<string, number>()
  private readonly regimes: RegimeDesk

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {
    this.regimes = new RegimeDesk(db)
  }

  /** Forgets what it knows: called when people or rules change. */
  refresh(): void {
    this.known = null
    // What is being read may have begun before the change: it must not be taken for new.
    this.reading = null
    this.regimes.refresh()
  }

  /** The owner for a complaint that arrives now, and when the customer hears from us next. @throws Problem not_set_up */
  async choose(
    arrival: Omit<Arrival, 'productIds' | 'fields'> & {
      productId: string | null
      values?: FieldValues
      isClosed?: boolean
    },
  ): Promise<Choice & { updateWithinHours: number; nextUpdateDue: Date }> {
    const known = await this.current()
    const now = this.clock.now()
    const productIds = this.withAncestors(known, arrival.productId)
    const choice = chooseOwner({ ...arrival, productIds, fields: entriesIn(known.fields, arrival.values) }, known, now)
    const owner = known.people.find((person) => person.id === choice.ownerId)
    if (owner) {
      owner.given += 1
      this.given.set(owner.id, owner.given)
      if (!arrival.isClosed) owner.open += 1
    }
    const { updateWithinHours } = known
    return { ...choice, updateWithinHours, nextUpdateDue: new Date(now.getTime() + updateWithinHours * 3_600_000) }
  }

  /** The clocks of a complaint that is stored now, and when its customer hears from us next where a regime says so. */
  async clocksFor(
    {
      productId,
      values,
      ...about
    }: Omit<Arrival, 'productIds' | 'fields'> & { productId: string | null; values?: FieldValues },
    { receivedAt, recordedAt }: { receivedAt: Date; recordedAt: Date },
  ): Promise<{ clocks: ClockRow[]; nextUpdateDue: Date | null }> {
    const known = await this.current()
    const productIds = this.withAncestors(known, productId)
    const arrival = { ...about, productIds, fields: entriesIn(known.fields, values) }
    return this.regimes.clocksFor({ receivedAt, recordedAt, arrival })
  }

  /** A person's name; asked for only where the desk does not know it, as of one who has left. */
  async personNamed(id: string): Promise<{ id: string; name: string }> {
    const { people } = await this.current()
    const known = people.find((person) => person.id === id)
    return { id, name: known?.name ?? (await findPerson(this.db, id)).name }
  }

  /** What the acknowledgement of a complaint with this owner is written from. */
  async writingOf(ownerId: string): Promise<Writing> {
    const { writing } = await this.current()
    return { ...writing, owner: (await this.personNamed(ownerId)).name }
  }

  /** The fields there are, and the product with those above it: what values of a new complaint are checked against. */
  async fieldsFor(productId: string | null): Promise<{ definitions: Field[]; productIds: string[] }> {
    const known = await this.current()
    return { definitions: known.fields, productIds: this.withAncestors(known, productId) }
  }

  private withAncestors(known: Known, productId: string | null): string[] {
    const path: string[] = []
    for (let id = productId; id; id = known.products.get(id)?.parentId ?? null) path.push(id)
    return path
  }

  private async current(): Promise<Known> {
    const isFresh = this.known && performance.now() - this.known.readAt < trustMilliseconds
    if (!isFresh) {
      this.reading ??= this.readAnew()
      // What is merely old still serves while the new is read; nothing known yet must wait.
      if (this.known) this.reading.catch(() => {})
      else return this.reading
    }
    return this.known as Known
  }

  private readAnew(): Promise<Known> {
    const reading: Promise<Known> = this.read()
      .then((known) => {
        if (this.reading === reading) this.known = known
        return known
      })
      .finally(() => {
        if (this.reading === reading) this.reading = null
      })
    return reading
  }

  private async read(): Promise<Known> {
    const organization = await findOrganization(this.db)
    if (!organization) throw new Problem('unavailable', 'not_set_up')
    const [rules, people, products, fields, words] = await Promise.all([
      listRules(this.db),
      this.candidates(),
      listBranches(this.db, 'products'),
      listFields(this.db),
      wordsInAll(this.db, 'acknowledgement'),
    ])
    return {
      rules,
      people,
      products: new Map(products.map((each) => [each.id, each])),
      fields,
      lastResortId: organization.lastResortId,
      updateWithinHours: organization.updateWithinHours,
      writing: { company: organization.name, language: organization.language, words },
      readAt: performance.now(),
    }
  }

  private async candidates(): Promise<Known['people']> {
    const { rows } = await sql<Known['people'][number]>`
      select p.id, p.name, p.role, p.team_id as "teamId", coalesce(c.open, 0) as open from people p
      left join (select owner_id, count(*) as open from complaints where closed_at is null group by owner_id) c on c.owner_id = p.id
      where p.active order by p.id`.execute(this.db)
    return rows.map((row) => ({ ...row, given: this.given.get(row.id) ?? 0 }))
  }
}

/** What each field holds, in the form in which rules compare. */
const entriesIn = (fields: Field[], values: FieldValues = {}): Arrival['fields'] =>
  Object.fromEntries(
    fields.filter(({ key }) => key in values).map((field) => [field.key, entriesOf(field, values[field.key])]),
  )

/** The routing rules in the order in which they are tried. */
export async function listRules(db: Database | Tx): Promise<RoutingRule[]> {
  const { rows } = await sql<RoutingRule>`
    select id, name, active, conditions, to_person_id as "toPersonId", to_team_id as "toTeamId" from routing_rules order by position`.execute(
    db,
  )
  return rows
}

/** Replaces all routing rules by these, in this order. The database refuses one that leads to an inactive person. */
export async function replaceRules(tx: Tx, rules: Omit<RoutingRule, 'id'>[]): Promise<void> {
  // Two who save at once take turns: else each deletes only what it sees, and both sets stay.
  await sql`select 1 from organization for no key update`.execute(tx)
  await sql`delete from routing_rules`.execute(tx)
  for (const [index, rule] of rules.entries()) {
    await sql`
      insert into routing_rules (id, position, name, active, conditions, to_person_id, to_team_id)
      values (${newId()}, ${index + 1}, ${rule.name}, ${rule.active}, ${JSON.stringify(rule.conditions)}, ${rule.toPersonId}, ${rule.toTeamId})`.execute(
      tx,
    )
  }
}
