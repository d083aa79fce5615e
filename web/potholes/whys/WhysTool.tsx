import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { newId } from '../../../src/platform/ids.ts'
import { below } from '../../../src/potholes/whys/rules.ts'
import { useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { FishboneChart } from '../../ui/charts/FishboneChart.tsx'
import type { Pothole } from '../parts.tsx'
import { bonesOf } from './bonesOf.ts'
import type { Desk, WhyTree } from './desk.ts'
import { askBelow } from './edits.ts'
import { Participants } from './Participants.tsx'
import { Standing } from './Standing.tsx'
import { Toolbar } from './Toolbar.tsx'
import { BenchContext, useDesk } from './useDesk.ts'
import { WhyRow } from './WhyRow.tsx'
import classes from './whys.module.css'

/** The working tool: ask why, below and beside, until each branch ends at something management can change. */
export function WhysTool({ pothole, tree }: { pothole: Pothole; tree: WhyTree }) {
  const t = useText()
  const may = useMay()
  const { desk, state } = useDesk(pothole.id, tree)
  const list = useRef<HTMLDivElement>(null)
  const mayEdit = may('saveWhys') && pothole.closedAt === null
  const bench = useMemo(
    () => ({ ...state, potholeId: pothole.id, desk, mayEdit, goTo: (id: string) => goTo(list.current, id) }),
    [state, pothole.id, desk, mayEdit],
  )
  const { whys } = state
  const askFirst = () => {
    const id = newId()
    desk.edit((now) => askBelow(now, null, id))
    bench.goTo(id)
  }
  useUndoKeys(list, desk, mayEdit)
  return (
    <BenchContext value={bench}>
      <Standing pothole={pothole} />
      {mayEdit && <Toolbar />}
      <div ref={list}>
        <div className={classes.problem}>
          <h2>{t('whys.problem')}</h2>
          <p>{pothole.statement}</p>
        </div>
        {whys.length === 0 && <p className={classes.quiet}>{t('whys.none')}</p>}
        <ol className={classes.branch}>
          {below(whys, null).map((why) => (
            <WhyRow key={why.id} why={why} depth={1} above={pothole.statement} />
          ))}
        </ol>
        {mayEdit && (
          <Button
            variant={whys.length === 0 ? 'filled' : 'default'}
            size="xs"
            className="not-printed"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={askFirst}
          >
            {t(whys.length === 0 ? 'whys.ask_first' : 'whys.ask_another')}
          </Button>
        )}
      </div>
      {whys.some(({ text }) => text.trim() !== '') && (
        <section className={classes.section}>
          <FishboneChart
            title={t('whys.fishbone')}
            description={t('whys.fishbone_says')}
            problem={pothole.name}
            bones={bonesOf(whys, t)}
          />
        </section>
      )}
      <Participants />
    </BenchContext>
  )
}

/** A new why is there only when React has drawn it. */
function goTo(list: HTMLElement | null, id: string): void {
  requestAnimationFrame(() => list?.querySelector<HTMLTextAreaElement>(`textarea[data-why="${id}"]`)?.focus())
}

/** Ctrl or Command with Z takes back what was done to the whys, with Shift it does it again; elsewhere it is the browser's. */
function useUndoKeys(list: RefObject<HTMLElement | null>, desk: Desk, mayEdit: boolean): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!mayEdit || !(event.ctrlKey || event.metaKey) || event.code !== 'KeyZ') return
      const isOurs = event.target instanceof HTMLTextAreaElement ? event.target.dataset.why !== undefined : true
      if (!isOurs || event.target instanceof HTMLInputElement) return
      event.preventDefault()
      if (event.shiftKey) desk.redo()
      else desk.undo()
    }
    const element = list.current
    element?.addEventListener('keydown', press)
    return () => element?.removeEventListener('keydown', press)
  }, [list, desk, mayEdit])
}
