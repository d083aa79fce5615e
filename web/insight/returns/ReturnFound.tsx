import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addressOf } from '../../api/client.ts'
import { download } from '../../api/download.ts'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Wide } from '../../ui/Wide.tsx'
import classes from './Returns.module.css'
import type { Check } from './ReturnsPage.tsx'

const formats = ['csv', 'xlsx', 'json'] as const

/** What is in a return, what is missing in it, and its files. */
export function ReturnFound({ check }: { check: Check }) {
  const t = useText()
  const { complaints, isOver, isValid, table } = check
  const unmapped = table?.unmappedProducts.reduce((sum, each) => sum + each.complaints, 0) ?? 0
  return (
    <>
      <h2>{t('returns.complaints', { count: complaints })}</h2>
      <ul className={classes.checks}>
        {!isOver && <li>{t('returns.not_over')}</li>}
        {!isValid && <li>{t('returns.not_valid')}</li>}
        {unmapped > 0 && <li>{t('returns.unmapped', { count: unmapped })}</li>}
        {table && table.uncoded > 0 && <li>{t('returns.uncoded', { count: table.uncoded })}</li>}
        <Unknown check={check} />
        <Duties check={check} />
      </ul>
      {table && <Numbers check={check} table={table} />}
      <Files check={check} />
    </>
  )
}

function Unknown({ check: { definition } }: { check: Check }) {
  const { language } = useLanguage()
  const named = [
    ...definition.measures.map(({ name, unknownBecause }) => ({ name: name[language], unknownBecause })),
    ...definition.columns.map(({ label, unknownBecause }) => ({ name: label, unknownBecause })),
  ]
  return named.map(({ name, unknownBecause }) =>
    unknownBecause ? (
      <li key={name}>
        {name}: {unknownBecause[language]}
      </li>
    ) : null,
  )
}

function Duties({ check: { duties } }: { check: Check }) {
  const t = useText()
  const { language } = useLanguage()
  return duties.map((duty) => <li key={duty.en}>{t('returns.duty', { duty: duty[language] })}</li>)
}

function Numbers({ check, table }: { check: Check; table: NonNullable<Check['table']> }) {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const { groups, measures, causes } = check.definition
  const { from, to } = check.period
  const rows = table.rows.filter(
    ({ group, values, byCause }) => group !== null || [...values, ...byCause].some(Boolean),
  )
  return (
    <Wide label={t('returns.numbers')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('returns.group')}</th>
            {[...measures, ...causes].map(({ key, name }) => (
              <th key={key} scope="col" data-number>
                {name[language]}
              </th>
            ))}
            <th scope="col" data-number>
              {t('returns.no_cause')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ group, values, byCause }) => (
            <tr key={group ?? ''}>
              <th scope="row">{groups.find(({ key }) => key === group)?.name[language] ?? t('returns.no_group')}</th>
              {[...values, ...byCause].map((value, place) => (
                <td key={[...measures, ...causes][place]?.key ?? 'none'} data-number>
                  {value === null ? t('returns.unknown') : format.number(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <a href={`/complaints?from=${from}&to=${to}`}>{t('returns.open')}</a>
      </p>
    </Wide>
  )
}

function Files({ check: { definition, period } }: { check: Check }) {
  const t = useText()
  const queries = useQueryClient()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const make = async (format: (typeof formats)[number]) => {
    setBusy(format)
    setError(null)
    try {
      const params = { key: definition.key, version: definition.version }
      const name = `${definition.key.replaceAll('_', '-')}-${period.from}-${period.to}.${format}`
      await download(addressOf('makeReturn', { params, query: { ...period, format } }), name, 'POST')
      await queries.invalidateQueries({ queryKey: ['listMadeReturns'] })
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(null)
    }
  }
  return (
    <>
      <div className={classes.files}>
        {formats.map((format) => (
          <Button
            key={format}
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={busy === format}
            onClick={() => void make(format)}
          >
            {t('returns.make', { format: format.toUpperCase() })}
          </Button>
        ))}
      </div>
      {error !== null && <Failed error={error} />}
    </>
  )
}
