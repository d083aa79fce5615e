import { ActionIcon, Button, Menu, Title, Tooltip } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { useDrawingPalette } from './useDrawingPalette.ts'
import classes from './ChartFrame.module.css'
import { ChartMenu } from './ChartMenu.tsx'
import { ChartNumbers } from './ChartNumbers.tsx'
import type { DrawingProps } from '../../../src/charts/drawing.tsx'
import type { ChartTable } from '../../../src/charts/table.ts'

/** What every chart on the screen takes besides its numbers. */
export type ChartWords = {
  /** The heading: what the chart shows. Also its name for screen readers and the name of its file. */
  title: string
  /** What there is to see in one or two sentences: shown under the heading, read with the picture, printed on it. */
  description: string
  /** Where the numbers come from and since when, in small letters under the chart. */
  note?: ReactNode
  /** 2 unless told. */
  headingLevel?: 2 | 3 | 4
}

type ChartFrameProps = ChartWords & {
  table: ChartTable
  /** Draws the chart at a width. Everything comes in as props, so that a picture of it needs nothing around it. */
  draw: (props: DrawingProps) => ReactNode
}

/** The widths a chart is laid out for. The style sheet shows the one that fits the room it has; nothing is measured. */
const widths = { narrow: 360, middle: 560, wide: 880 }

/** A chart on the screen: heading, drawing, menu (also by right click), and the numbers behind it. */
export function ChartFrame({ title, description, note, headingLevel = 2, table, draw }: ChartFrameProps) {
  const t = useText()
  const { language } = useLanguage()
  const palette = useDrawingPalette()
  const [isTableOpen, setTableOpen] = useState(false)
  const numbersId = useId()
  const menu = <ChartMenu {...{ title, description, table, draw }} />
  return (
    <figure className={classes.frame} aria-label={title}>
      <div className={classes.head}>
        <div>
          <Title order={headingLevel}>{title}</Title>
          <p className={classes.description}>{description}</p>
        </div>
        <Menu position="bottom-end">
          <Menu.Target>
            <Tooltip label={t('chart.menu')}>
              <ActionIcon variant="subtle" color="gray" aria-label={t('chart.menu')} className="not-printed">
                <IconDots size={18} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </Menu.Target>
          {menu}
        </Menu>
      </div>
      <Menu>
        <Menu.ContextMenu>
          <div className={classes.drawings}>
            {Object.entries(widths).map(([name, width]) => (
              <div key={name} className={classes[name]}>
                {draw({ width, palette, language })}
              </div>
            ))}
          </div>
        </Menu.ContextMenu>
        {menu}
      </Menu>
      <div className={classes.foot}>
        {note && <p className={classes.note}>{note}</p>}
        <Button
          variant="subtle"
          size="compact-xs"
          className={`${classes.toggle} not-printed`}
          aria-expanded={isTableOpen}
          aria-controls={numbersId}
          onClick={() => setTableOpen(!isTableOpen)}
        >
          {isTableOpen ? t('chart.hide_table') : t('chart.show_table')}
        </Button>
      </div>
      <div id={numbersId}>{isTableOpen && <ChartNumbers label={title} table={table} />}</div>
    </figure>
  )
}
