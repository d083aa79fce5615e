import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { useToday } from '../../ui/period/useExtent.ts'
import { halfYears, type ReturnSearch } from './address.ts'
import { Mapping } from './Mapping.tsx'
import { Made } from './Made.tsx'
import classes from './Returns.module.css'
import { ReturnFound } from './ReturnFound.tsx'

export type Return = AnswerOf<'listReturns'>[number]
export type Check = AnswerOf<'readReturn'>

/** So many half-years back can be chosen. */
const halfYearsBack = 24

/** Returns to regulators: which there are, what is missing in them, and the files. */
export function ReturnsPage() {
  const t = useText()
  const returns = useQuery(ask('listReturns', {}))
  return (
    <div className={classes.page}>
      <PageHeader title={t('nav.returns')} description={t('returns.description')} />
      {returns.isPending && <Loading lines={6} />}
      {returns.isError && <Failed error={returns.error} onRetry={() => void returns.refetch()} />}
      {returns.data && <Chosen returns={returns.data} />}
      <Made />
    </div>
  )
}

function Chosen({ returns }: { returns: Return[] }) {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as ReturnSearch
  const periods = halfYears(useToday(), halfYearsBack)
  const chosen = chosenOf(returns, search)
  const period = search.from && search.to ? { from: search.from, to: search.to } : (periods[1] ?? periods[0])
  const found = useQuery({
    ...ask('readReturn', {
      params: { key: chosen?.key ?? '', version: chosen?.version ?? 0 },
      query: period ?? { from: '', to: '' },
    }),
    enabled: chosen !== undefined && period !== undefined,
  })
  if (!chosen || !period) return null
  const goTo = (change: ReturnSearch) =>
    void navigate({
      to: '/returns',
      search: { key: chosen.key, version: chosen.version, ...period, ...change },
    } as never)
  const day = (value: string) => format.date(`${value}T12:00:00`)
  return (
    <section className={classes.section}>
      <div className={classes.choices}>
        <NativeSelect
          label={t('returns.which')}
          value={`${chosen.key} ${chosen.version}`}
          data={returns.map(({ key, version, name }) => ({ value: `${key} ${version}`, label: name[language] }))}
          onChange={({ currentTarget: { value } }) => {
            const [key, version] = value.split(' ')
            goTo({ key, version: Number(version) })
          }}
        />
        <NativeSelect
          label={t('returns.period')}
          value={`${period.from} ${period.to}`}
          data={periods.map(({ from, to }) => ({ value: `${from} ${to}`, label: `${day(from)} – ${day(to)}` }))}
          onChange={({ currentTarget: { value } }) => {
            const [from, to] = value.split(' ')
            goTo({ from, to })
          }}
        />
      </div>
      <p>{chosen.about[language]}</p>
      <p className={classes.quiet}>
        {t('returns.source', { source: chosen.source, date: day(chosen.verifiedOn) })} {chosen.caveat[language]}
      </p>
      {found.isError && <Failed error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading lines={6} />}
      {found.data && <ReturnFound check={found.data} />}
      <Mapping key={chosen.key} definition={chosen} />
    </section>
  )
}

/** The return of the address, else the first that is for days of now. */
function chosenOf(returns: Return[], search: ReturnSearch): Return | undefined {
  const known = returns.find(({ key, version }) => key === search.key && version === search.version)
  return known ?? returns.find(({ validFrom }) => validFrom === null) ?? returns[0]
}
