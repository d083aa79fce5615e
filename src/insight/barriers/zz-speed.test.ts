import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
const { owned, call, people } = await startProduct()
test('speed', { timeout: 1_500_000 }, async () => {
  const run = async (name: string, text: string) => { const s = Date.now(); await sql.raw(text).execute(owned); console.log(name, Date.now() - s) }
  await run('drop', 'alter table complaint_barriers drop constraint complaint_barriers_complaint_id_fkey')
  await run('facts', `
    create table gen as select gen_random_uuid() as id, timestamptz '2021-01-01' + (i * interval '160 seconds') as at,
      ('00000000-0000-7000-8000-0000000000' || lpad((i % 25)::text, 2, '0'))::uuid as product,
      (array['email','web_form','phone','chat','letter'])[1 + (i * 7 % 5)] as channel,
      'team' || (i * 13 % 12) as first, 'team' || ((i * 13 + 1 + i % 3) % 12) as second, i from generate_series(1, 1000000) i`)
  await run('cells', `
    create table gencells as
      select g.*, m, p, o, 1 as n, a from gen g cross join lateral (values
        ('case', first, (array['open','solved','unsolved','unknown'])[1 + i % 4], 0::float8), ('spread', first, (i % 3)::text, 0), ('contacts', (array['open','solved','unsolved','unknown'])[1 + i % 4], (1 + i % 4)::text, 0),
        ('touched', first, '', 0), ('touched', case when i % 3 > 0 then second end, '', 0), ('handoff', case when i % 3 > 0 then first end, second, 0), ('handoff', case when i % 3 = 2 then second end, first, 0),
        ('back', case when i % 3 = 2 then first end, second, 0), ('any', case when i % 3 = 2 then '' end, 'back', 0), ('held', first, '', 86400), ('held', case when i % 3 > 0 then second end, '', 5000), ('holding', case when i % 4 = 0 then first end, '', 1.7e9),
        ('dead', case when i % 4 = 2 then first end, 'front', 0), ('ended', case when i % 4 > 1 then first end, 'decided', 0), ('stuck', case when i % 12 = 2 then first end, '', 0), ('hurt', case when i % 12 = 2 then first end, '', 0),
        ('wait', case when i % 2 = 0 then first end, 'customer', 7000), ('rework', case when i % 5 = 0 then first end, 'answer', 0), ('promise', case when i % 7 = 0 then first end, 'moved', 0)) v (m, p, o, a) where p is not null`)
  await run('counts', `insert into barrier_counts select 'month', date_trunc('month', at)::date, product, channel, first, m, p, o, count(*), sum(n), sum(a) from gencells group by 2,3,4,5,6,7,8`)
  await run('days', `insert into barrier_counts select 'day', at::date, product, channel, first, m, p, o, count(*), sum(n), sum(a) from gencells group by 2,3,4,5,6,7,8`)
  await run('barriers', `insert into complaint_barriers select id, at, product, channel, first, '[]', array['case', 'touched|' || first, case when i % 3 = 2 then 'back|' || first || '|' || second end, case when i % 12 = 2 then 'stuck|' || first || '|' end, 'rework|' || first || '|answer'] from gen`)
  await run('analyze', 'analyze')
  console.log((await sql`select grain, count(*), pg_size_pretty(pg_relation_size('barrier_counts')) s from barrier_counts group by 1`.execute(owned)).rows)
  for (const query of [{ from: '2024-01-01', to: '2024-12-31' }, { from: '2024-02-11', to: '2025-02-10' }, { from: '2021-01-01', to: '2026-12-31' }, { from: '2024-01-01', to: '2024-12-31', channel: 'email' as const }]) {
    const times: number[] = []
    for (let i = 0; i < 40; i++) { const s = performance.now(); const { status } = await call(people.manager, 'readBarriers', { query }); expect(status).toBe(200); times.push(performance.now() - s) }
    times.sort((a, b) => a - b)
    console.log(JSON.stringify(query), 'p50', times[20]?.toFixed(0), 'p95', times[37]?.toFixed(0))
  }
  const s = performance.now(); const found = await call(people.manager, 'listBarrierComplaints', { query: { from: '2024-01-01', to: '2024-12-31', what: 'case' } })
  console.log('behind', found.status, performance.now() - s)
})
