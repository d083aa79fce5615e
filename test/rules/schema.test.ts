import { expect, test } from 'vitest'
import { plainDatabase } from './rows.ts'

// What lets a distributed PostgreSQL carry the schema: complaints and their families are spread by the complaint's id,
// everything else is small and copied everywhere.
const { app, owned } = await plainDatabase()
const ask = async <Row extends object>(question: string) => (await owned.query<Row>(question)).rows

const tables = (
  await ask<{ name: string }>(`
  select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by 1`)
).map(({ name }) => name)
/** Tables whose rows belong to one complaint each, beside the complaint itself. */
const family = [
  'attachments',
  'bulk_change_steps',
  'closures',
  'codings',
  'commitments',
  'complaint_barriers',
  'complaint_changes',
  'complaint_clocks',
  'complaint_counts_outbox',
  'complaint_difficulties',
  'complaint_events',
  'complaint_field_values',
  'complaint_mails',
  'complaint_search',
  'complaint_splits',
  'complaint_tags',
  'constraint_notes',
  'escalation_failures',
  'escalations',
  'follow_ups',
  'handovers',
  'letters',
  'messages',
  'model_codings',
  'pothole_evidence',
  'rating_holds',
  'rating_requests',
  'ratings',
  'reply_advice',
  'sample_codings',
  'sample_units',
  'snoozes',
  'solutions',
  'waiting_closures',
  'why_complaints',
]
/** Global uniqueness in small tables of their own: they name a complaint, and are spread by what they keep unique. */
const uniqueness = ['complaint_references', 'external_ids', 'idempotency_keys', 'told']
/** Counts by cell: a row of them belongs to no complaint, and columns of its key may be null. */
const withoutPrimaryKey = ['barrier_counts', 'complaint_counts', 'exposures', 'workload_days']

type Key = { table: string; columns: string[]; to: string; toColumns: string[] }
const named = (relation: string, columns: string) => `(
  select array_agg(a.attname::text order by k.at) from unnest(c.${columns}) with ordinality as k (number, at)
  join pg_attribute a on a.attrelid = c.${relation} and a.attnum = k.number)`
const foreignKeys = await ask<Key>(`
  select c.conrelid::regclass::text as table, ${named('conrelid', 'conkey')} as columns,
    c.confrelid::regclass::text as to, ${named('confrelid', 'confkey')} as "toColumns"
  from pg_constraint c where c.contype = 'f'`)
const primaryKeys = new Map(
  (
    await ask<{ table: string; columns: string[] }>(`
    select c.conrelid::regclass::text as table, ${named('conrelid', 'conkey')} as columns from pg_constraint c where c.contype = 'p'`)
  ).map(({ table, columns }) => [table, columns]),
)

test('every table that has a complaint’s id is of the family or keeps uniqueness', async () => {
  const rows = await ask<{ name: string }>(`
    select table_name as name from information_schema.columns where column_name = 'complaint_id' and table_schema = 'public'`)
  expect(rows.map(({ name }) => name).sort()).toEqual([...family, ...uniqueness].sort())
})

test.each(family)('the complaint’s id is first in the primary key of %s', (table) => {
  expect(primaryKeys.get(table)?.[0]).toBe('complaint_id')
})

test('only counts by cell have no primary key', () => {
  expect(tables.filter((table) => !primaryKeys.has(table))).toEqual(withoutPrimaryKey)
})

test('foreign keys lead to the complaint by its id, within its family by its id, or to reference tables', () => {
  const spread = ['complaints', ...family]
  const wrong = foreignKeys.filter(({ table, columns, to, toColumns }) => {
    if (!spread.includes(to)) return uniqueness.includes(to)
    const place = toColumns.indexOf(to === 'complaints' ? 'id' : 'complaint_id')
    return !spread.includes(table) || columns[place] !== (table === 'complaints' ? 'id' : 'complaint_id')
  })
  expect(foreignKeys.length).toBeGreaterThan(40)
  expect(wrong).toEqual([])
})

test('every child but the outbox, which outlives nothing, hangs on its complaint', () => {
  const hanging = foreignKeys
    .filter(({ to, toColumns }) => to === 'complaints' && toColumns.join() === 'id')
    .map(({ table }) => table)
  expect(hanging.sort()).toEqual(family.filter((table) => table !== 'complaint_counts_outbox'))
})

test('no unique index of the family lacks the complaint’s id, because none could be held across shards', async () => {
  const rows = await ask<{ name: string; columns: string[] }>(`
    select i.indrelid::regclass::text as name, array_agg(a.attname::text) as columns from pg_index i
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
    where i.indisunique group by i.indexrelid, i.indrelid`)
  const wrong = rows.filter(({ name, columns }) =>
    family.includes(name) ? !columns.includes('complaint_id') : name === 'complaints' && !columns.includes('id'),
  )
  expect(wrong).toEqual([])
})

test('no sequences, triggers, rules or materialised views, and no view or table but ours', async () => {
  const kinds = await ask<{ kind: string }>(`
    select distinct relkind as kind from pg_class where relnamespace = 'public'::regnamespace order by 1`)
  expect(kinds.map(({ kind }) => kind)).toEqual(['i', 'r'])
  expect(await ask('select tgname from pg_trigger where not tgisinternal')).toEqual([])
  const publicRules = `select rulename from pg_rewrite where ev_class in (select oid from pg_class where relnamespace = 'public'::regnamespace)`
  expect(await ask(publicRules)).toEqual([])
})

test('ids are made by the application: no column makes its own', async () => {
  const made = await ask<{ column_default: string }>(`
    select table_name, column_name, column_default from information_schema.columns
    where table_schema = 'public' and (is_identity = 'YES' or column_default ~ 'nextval|uuid') and table_name <> 'migrations'`)
  expect(made).toEqual([])
})

test('the application’s role owns nothing, makes nothing and rules nothing', async () => {
  const { rows } = await app.query<{ user: string }>('select current_user as user')
  const role = `'${rows[0]?.user}'`
  expect(await ask(`select relname from pg_class where relowner = ${role}::regrole`)).toEqual([])
  expect(await ask(`select 1 where has_schema_privilege(${role}, 'public', 'create')`)).toEqual([])
  expect(
    await ask(
      `select 1 from pg_roles where rolname = ${role} and (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication)`,
    ),
  ).toEqual([])
  expect(await ask(`select 1 from pg_auth_members where member = ${role}::regrole`)).toEqual([])
})

test('the application adds to and reads every table, but cannot touch the record of migrations', async () => {
  const may = async (right: string) => {
    const { rows } = await app.query<{ name: string }>(`
      select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and has_table_privilege(oid, '${right}') order by 1`)
    return rows.map(({ name }) => name)
  }
  const ours = tables.filter((table) => table !== 'migrations')
  expect(await may('select')).toEqual(ours)
  expect(await may('insert')).toEqual(ours)
  expect(await may('truncate')).toEqual([])
  expect(await may('trigger')).toEqual([])
  expect(await may('delete')).toEqual([
    'barrier_counts',
    'closing_hours',
    'closing_hours_outbox',
    'complaint_barriers',
    'complaint_changes',
    'complaint_clocks',
    'complaint_counts',
    'complaint_counts_outbox',
    'complaint_days_changed',
    'complaint_field_values',
    'complaint_tags',
    'counted_days',
    'customer_addresses',
    'development_mailbox',
    'difficulty_classes',
    'exposures',
    'fix_drafts',
    'handling_texts',
    'incoming_files',
    'known_issue_subscriptions',
    'letter_templates',
    'market_damage_inputs',
    'model_codings',
    'model_counts',
    'notices',
    'pothole_evidence',
    'pothole_promises',
    'pothole_steps',
    'rating_holds',
    'repair_costs',
    'report_recipients',
    'return_mappings',
    'routing_rules',
    'saved_reports',
    'series_days',
    'series_watches',
    'sessions',
    'sign_in_failures',
    'silent_affected',
    'snoozes',
    'step_products',
    'told',
    'told_letters',
    'told_words',
    'waiting_closures',
    'weekly_letters_off',
    'why_complaints',
    'why_notes',
    'why_participants',
    'workload_days',
    'workload_waiting_days',
  ])
})

test('what the application may change in a complaint and its family, and what it may not', async () => {
  const { rows } = await app.query<{ name: string; columns: string[] | null }>(`
    select c.relname as name, (select array_agg(a.attname::text order by a.attname) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and has_column_privilege(c.oid, a.attnum, 'update')) as columns
    from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`)
  const changeable = Object.fromEntries(rows.map(({ name, columns }) => [name, columns]))
  for (const table of [
    ...uniqueness,
    'complaint_events',
    'closures',
    'reply_advice',
    'role_grants',
    'taxonomy_versions',
    'sessions',
    'migrations',
  ]) {
    expect(changeable[table], table).toBeNull()
  }
  expect(changeable.codings).toEqual(['superseded_at'])
  expect(changeable.messages).toEqual(['taken_back_at', 'text'])
  expect(changeable.attachments).toEqual(['erased_at', 'name', 'removed_at'])
  expect(changeable.commitments).toEqual(['broken_at', 'kept_at', 'release_reason', 'released_at', 'text', 'warned_at'])
  expect(changeable.api_keys).toEqual(['revoked_at'])
  expect(changeable.causes).toEqual(['definition', 'examples', 'name', 'retired_version'])
  const fixed = ['id', 'reference', 'received_at', 'recorded_at', 'channel', 'import_id', 'logged_by']
  expect(fixed.filter((column) => changeable.complaints?.includes(column))).toEqual([])
})
