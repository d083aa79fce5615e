import { Button, Menu } from '@mantine/core'
import { IconDownload, IconFileTypeCsv, IconFileTypeXls } from '@tabler/icons-react'
import { useState } from 'react'
import { addressOf } from '../api/client.ts'
import { download } from '../api/download.ts'
import { useText } from '../language/useLanguage.ts'
import { explain } from '../ui/explain.ts'
import { notify } from '../ui/notices.tsx'
import type { CausesFilters } from './openings.ts'

/** The numbers of the page as a file, narrowed as the page is. */
export function ExportMenu({ filters }: { filters: CausesFilters }) {
  const t = useText()
  const [isBusy, setBusy] = useState(false)
  const save = async (format: 'csv' | 'xlsx') => {
    setBusy(true)
    try {
      const name = `${t('nav.causes')} ${filters.from} – ${filters.to}.${format}`
      await download(addressOf('exportCauses', { query: { ...filters, format } }), name)
    } catch (error) {
      notify({ words: `${t('causes.export_failed')} ${explain(error, t)}`, tone: 'failed' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="xs" variant="default" loading={isBusy} leftSection={<IconDownload size={15} aria-hidden />}>
          {t('causes.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFileTypeCsv size={16} aria-hidden />} onClick={() => void save('csv')}>
          {t('causes.export_csv')}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileTypeXls size={16} aria-hidden />} onClick={() => void save('xlsx')}>
          {t('causes.export_xlsx')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
