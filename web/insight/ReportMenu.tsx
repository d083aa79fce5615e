import { Button, Menu, Modal } from '@mantine/core'
import {
  IconBookmarkPlus,
  IconDownload,
  IconFileTypePdf,
  IconFileTypeXls,
  IconReportAnalytics,
} from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import {
  type NarrowingWritten,
  reportFormats,
  type ReportFormat,
  type ReportPage,
} from '../../src/insight/reports/contract.ts'
import { ReportForm } from '../reports/ReportForm.tsx'
import { addressOf } from '../api/client.ts'
import { download } from '../api/download.ts'
import { useText } from '../language/useLanguage.ts'
import { explain } from '../ui/explain.ts'
import { notify } from '../ui/notices.tsx'
import type { Days } from '../ui/period/periods.ts'

const icons = { pdf: IconFileTypePdf, xlsx: IconFileTypeXls }

type ReportMenuProps = { page: ReportPage; days: Days; narrowing: NarrowingWritten; files?: ReactNode }

/** A page of numbers as a file, over the days it shows and narrowed as it is. */
export function ReportMenu({ page, days, narrowing, files }: ReportMenuProps) {
  const t = useText()
  const [isBusy, setBusy] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const saved = (isSaved: boolean) => {
    setSaving(false)
    if (isSaved) notify({ words: t('saved.saved') })
  }
  const beginning = { page, narrowing, days, name: '', period: { kind: 'fixed', ...days } } as const
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
    <>
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
          <Menu.Divider />
          <Menu.Item leftSection={<IconBookmarkPlus size={16} aria-hidden />} onClick={() => setSaving(true)}>
            {t('saved.save_page')}
          </Menu.Item>
          <Menu.Item component="a" href="/reports" leftSection={<IconReportAnalytics size={16} aria-hidden />}>
            {t('saved.all')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={isSaving} onClose={() => setSaving(false)} title={t('saved.save_page')}>
        <ReportForm report={beginning} onDone={saved} />
      </Modal>
    </>
  )
}
