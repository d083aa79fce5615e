import { Button, Menu } from '@mantine/core'
import { IconDownload, IconFileTypePdf, IconFileTypeXls } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import {
  type Narrowing,
  reportFormats,
  type ReportFormat,
  type ReportPage,
} from '../../src/insight/reports/contract.ts'
import { addressOf } from '../api/client.ts'
import { download } from '../api/download.ts'
import { useText } from '../language/useLanguage.ts'
import { explain } from '../ui/explain.ts'
import { notify } from '../ui/notices.tsx'
import type { Days } from '../ui/period/periods.ts'

const icons = { pdf: IconFileTypePdf, xlsx: IconFileTypeXls }

type ReportMenuProps = { page: ReportPage; days: Days; narrowing: Narrowing; files?: ReactNode }

/** A page of numbers as a file, over the days it shows and narrowed as it is. */
export function ReportMenu({ page, days, narrowing, files }: ReportMenuProps) {
  const t = useText()
  const [isBusy, setBusy] = useState(false)
  const save = async (format: ReportFormat) => {
    setBusy(true)
    try {
      const address = addressOf('exportReport', { params: { page }, query: { ...narrowing, ...days, format } })
      await download(address, `${page}-${days.from}-${days.to}.${format}`)
    } catch (error) {
      notify({ words: `${t('reports.failed')} ${explain(error, t)}`, tone: 'failed' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="xs" variant="default" loading={isBusy} leftSection={<IconDownload size={15} aria-hidden />}>
          {t('reports.download')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {reportFormats.map((format) => {
          const Icon = icons[format]
          return (
            <Menu.Item key={format} leftSection={<Icon size={16} aria-hidden />} onClick={() => void save(format)}>
              {t(`reports.${format}`)}
            </Menu.Item>
          )
        })}
        {files}
      </Menu.Dropdown>
    </Menu>
  )
}
