import { Button, Modal } from '@mantine/core'
import { IconScale } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatMonth } from '../../../src/platform/texts/dates.ts'
import { ask } from '../../api/ask.ts'
import { call } from '../../api/client.ts'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { explain } from '../../ui/explain.ts'
import { notify } from '../../ui/notices.tsx'
import { EditForm } from './EditForm.tsx'
import classes from './exposure.module.css'
import { FileForm } from './FileForm.tsx'
import { PasteForm } from './PasteForm.tsx'
import { refreshExposures } from './refresh.ts'
import { type Exposure, thingOf, useThings } from './things.ts'

/** How much was exposed to failing, by month: what turns counts of complaints into rates. */
export function ExposureSection() {
  const t = useText()
  const may = useMay()
  const exposures = useQuery(ask('readExposures', {}))
  const [edited, setEdited] = useState<Exposure | null>(null)
  const columns = useExposureColumns(may('storeExposures') ? setEdited : null)
  return (
    <>
      <PageHeader title={t('settings.exposure')} description={t('exposure.description')} />
      {exposures.isPending && <Loading />}
      {exposures.isError && <Failed error={exposures.error} onRetry={() => void exposures.refetch()} />}
      {exposures.isSuccess && (
        <>
          {may('importExposures') && <FileForm />}
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
          <Modal opened={edited !== null} onClose={() => setEdited(null)} title={t('exposure.change')}>
            {edited && <EditForm exposure={edited} onDone={() => setEdited(null)} />}
          </Modal>
        </>
      )}
    </>
  )
}

/** Takes a number back, and offers to put it where it was. */
function useTakeBack() {
  const t = useText()
  const attempt = (work: Promise<unknown>, onDone: () => void) =>
    work.then(refreshExposures).then(onDone, (error) => notify({ words: explain(error, t), tone: 'failed' }))
  return (exposure: Exposure) => {
    const { dimension, valueId, month } = exposure
    const putBack = () =>
      void attempt(call('storeExposures', { body: [exposure] }), () => notify({ words: t('exposure.put_back') }))
    void attempt(call('deleteExposure', { query: { dimension, month, ...(valueId && { valueId }) } }), () =>
      notify({ words: t('exposure.taken_back'), onUndo: putBack }),
    )
  }
}

function useExposureColumns(onEdit: ((exposure: Exposure) => void) | null): Column<Exposure>[] {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const { nameOf } = useThings()
  const takeBack = useTakeBack()
  const actions: Column<Exposure> = {
    key: 'actions',
    header: t('exposure.actions'),
    width: '12rem',
    cell: (exposure) => (
      <span className={classes.buttons}>
        <Button size="compact-xs" variant="default" onClick={() => onEdit?.(exposure)}>
          {t('exposure.change')}
        </Button>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => takeBack(exposure)}>
          {t('exposure.take_back')}
        </Button>
      </span>
    ),
  }
  return [
    {
      key: 'month',
      header: t('exposure.month'),
      card: 'head',
      width: '7rem',
      cell: ({ month }) => formatMonth(language, month, 'UTC'),
    },
    { key: 'thing', header: t('exposure.of'), cell: (exposure) => nameOf(thingOf(exposure)) },
    {
      key: 'units',
      header: t('exposure.units'),
      align: 'end',
      width: '8rem',
      card: 'corner',
      cell: ({ units }) => format.number(units),
    },
    { key: 'unit', header: t('exposure.unit'), width: '8rem', cell: ({ unitName }) => unitName },
    ...(onEdit ? [actions] : []),
  ]
}
