import { Table } from '@mantine/core'
import { Wide } from '../../ui/Wide.tsx'
import { useFormat, useText } from '../../language/useLanguage.ts'
import classes from './InsideOut.module.css'
import type { InsideOut } from './InsideOutPage.tsx'

type Split = InsideOut['split']
type Row = Split['classes'][number] | Split['groups'][number]

/** The same shares by three ways of asking: what may be said of all, and what two easier ways would have claimed. */
export function Claims({ page: { split } }: { page: InsideOut }) {
  const t = useText()
  const rows: { key: string; label: string; row: Row }[] = [
    ...split.groups.map((row) => ({
      key: `group.${row.group}`,
      label: t(row.group === 'unknown' ? 'inside.unknown_place' : `cause.group.${row.group}`),
      row,
    })),
    ...split.classes.map((row) => ({ key: `class.${row.class}`, label: t(`cause.class.${row.class}`), row })),
  ]
  return (
    <section className={classes.section}>
      <h2>{t('inside.claims.title')}</h2>
      <p className={classes.quiet}>{t('inside.claims.why')}</p>
      <Wide label={t('inside.claims.title')}>
        <Table miw={520} className={classes.claims} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('chart.kind')}</Table.Th>
              <Table.Th scope="col">{t('inside.claims.all')}</Table.Th>
              <Table.Th scope="col">{t('inside.claims.worth')}</Table.Th>
              <Table.Th scope="col">{t('inside.claims.model')}</Table.Th>
              <Table.Th scope="col">{t('inside.claims.people')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ key, label, row }) => (
              <ClaimRow key={key} label={label} row={row} n={split.sample?.n ?? 0} />
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
    </section>
  )
}

function ClaimRow({ label, row: { estimate, model, people }, n }: { label: string; row: Row; n: number }) {
  const t = useText()
  const format = useFormat()
  const span = ({ low, high }: { low: number; high: number }) => format.shareInterval(low, high)
  return (
    <Table.Tr>
      <Table.Th scope="row">{label}</Table.Th>
      <Table.Td>
        {estimate === null ? (
          t('chart.unknown')
        ) : estimate.tooFew ? (
          t('chart.too_few_short')
        ) : (
          <>
            <strong>{format.share(estimate.share)}</strong>{' '}
            <span className={classes.quiet}>{span(estimate.interval)}</span>
          </>
        )}
      </Table.Td>
      <Table.Td className={classes.quiet}>
        {estimate === null || estimate.tooFew
          ? '–'
          : t(`inside.claims.method_${estimate.method === 'wilson' ? 'sample' : 'both'}`, {
              n,
              worth: Math.round(estimate.effectiveN),
              positives: estimate.positives,
            })}
      </Table.Td>
      <Table.Td className={classes.quiet}>{model === null ? t('chart.unknown') : format.share(model)}</Table.Td>
      <Table.Td className={classes.quiet}>
        {people.share === null || people.interval === null ? (
          t('chart.unknown')
        ) : people.tooFew ? (
          t('chart.too_few_short')
        ) : (
          <>
            {format.share(people.share)} {span(people.interval)}{' '}
            {t('chart.count_of', { count: format.number(people.count), n: format.number(people.n) })}
          </>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
