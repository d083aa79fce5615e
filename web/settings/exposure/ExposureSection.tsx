import { IconScale } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { formatMonth } from '../../../src/platform/texts/dates.ts'
import { ask } from '../../api/ask.ts'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { PasteForm } from './PasteForm.tsx'
import { type Exposure, thingOf, useThings } from './things.ts'

/** How much was exposed to failing, by month: what turns counts of complaints into rates. */
export function ExposureSection() {
  const t = useText()
  const may = useMay()
  const exposures = useQuery(ask('readExposures', {}))
  const columns = useExposureColumns()
  return (
    <>
      <PageHeader title={t('settings.exposure')} description={t('exposure.description')} />
      {exposures.isPending && <Loading />}
      {exposures.isError && <Failed error={exposures.error} onRetry={() => void exposures.refetch()} />}
      {exposures.isSuccess && (
        <>
          {may('storeExposures') && <PasteForm stored={exposures.data} />}
          <DataTable
            label={t('settings.exposure')}
            columns={columns}
            rows={exposures.data}
            rowKey={(exposure) => `${thingOf(exposure)} ${exposure.month}`}
            total={exposures.data.length}
            empty={
              <Empty title={t('exposure.none')} icon={<IconScale size={28} stroke={1.5} />}>
                {t('exposure.none_why')}
              </Empty>
            }
          />
        </>
      )}
    </>
  )
}

function useExposureColumns(): Column<Exposure>[] {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const { nameOf } = useThings()
  return [
    {
      key: 'month',
      header: t('exposure.month'),
      card: 'head',
      width: '9rem',
      cell: ({ month }) => formatMonth(language, month, 'UTC'),
    },
    { key: 'thing', header: t('exposure.of'), cell: (exposure) => nameOf(thingOf(exposure)) },
    {
      key: 'units',
      header: t('exposure.units'),
      align: 'end',
      width: '9rem',
      card: 'corner',
      cell: ({ units }) => format.number(units),
    },
    { key: 'unit', header: t('exposure.unit'), width: '12rem', cell: ({ unitName }) => unitName },
  ]
}
