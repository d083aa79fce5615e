import { Menu } from '@mantine/core'
import { IconFileTypeCsv } from '@tabler/icons-react'
import { addressOf } from '../api/client.ts'
import { download } from '../api/download.ts'
import { useText } from '../language/useLanguage.ts'
import { explain } from '../ui/explain.ts'
import { notify } from '../ui/notices.tsx'
import type { CausesFilters } from './openings.ts'

/** The numbers of the page as one table, narrowed as the page is; among its other files. */
export function CsvItem({ filters }: { filters: CausesFilters }) {
  const t = useText()
  const save = async () => {
    try {
      const name = `${t('nav.causes')} ${filters.from} – ${filters.to}.csv`
      await download(addressOf('exportCauses', { query: { ...filters, format: 'csv' } }), name)
    } catch (error) {
      notify({ words: `${t('causes.export_failed')} ${explain(error, t)}`, tone: 'failed' })
    }
  }
  return (
    <Menu.Item leftSection={<IconFileTypeCsv size={16} aria-hidden />} onClick={() => void save()}>
      {t('causes.export_csv')}
    </Menu.Item>
  )
}
