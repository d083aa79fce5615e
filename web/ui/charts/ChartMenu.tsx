import { Menu } from '@mantine/core'
import { IconFileTypeCsv, IconFileTypePng, IconFileTypeSvg } from '@tabler/icons-react'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { announce } from '../announce.ts'
import { copy } from '../clipboard.ts'
import { notify } from '../notices.tsx'
import type { DrawingProps } from '../../../src/charts/drawing.tsx'
import { drawPicture, savePicture } from './picture.ts'
import { type ChartTable, toCsv } from '../../../src/charts/table.ts'

type ChartMenuProps = {
  title: string
  description: string
  table: ChartTable
  draw: (props: DrawingProps) => React.ReactNode
}

/** What can be taken away from a chart: a picture, always in light colours, or its numbers. */
export function ChartMenu({ title, description, table, draw }: ChartMenuProps) {
  const t = useText()
  const { language } = useLanguage()
  const save = async (format: 'svg' | 'png') => {
    try {
      await savePicture(drawPicture({ title, description, language, draw }), title, format)
    } catch {
      notify({ words: t('chart.save_failed'), tone: 'failed' })
    }
  }
  const copyNumbers = async () => {
    const isDone = await copy(toCsv(table))
    const words = isDone ? t('copy.done') : t('copy.failed')
    announce(words)
    notify({ words, tone: isDone ? 'done' : 'failed' })
  }
  return (
    <Menu.Dropdown>
      <Menu.Item leftSection={<IconFileTypePng size={16} aria-hidden />} onClick={() => save('png')}>
        {t('chart.save_png')}
      </Menu.Item>
      <Menu.Item leftSection={<IconFileTypeSvg size={16} aria-hidden />} onClick={() => save('svg')}>
        {t('chart.save_svg')}
      </Menu.Item>
      <Menu.Item leftSection={<IconFileTypeCsv size={16} aria-hidden />} onClick={copyNumbers}>
        {t('chart.copy_csv')}
      </Menu.Item>
    </Menu.Dropdown>
  )
}
