import { Button, Textarea } from '@mantine/core'
import { IconHelpCircle, IconPaperclip } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { newId } from '../../../src/platform/ids.ts'
import { below, deepest, inOrder, longestWhy, type Why } from '../../../src/potholes/whys/rules.ts'
import { useText } from '../../language/useLanguage.ts'
import { useIsPrinting } from '../../ui/printing.ts'
import { addBeside, askBelow, move, remove, reword } from './edits.ts'
import { EndMenu } from './EndMenu.tsx'
import { Evidence } from './Evidence.tsx'
import { type Meant, meantBy } from './keys.ts'
import { PersonWarning } from './PersonWarning.tsx'
import { useBench } from './useDesk.ts'
import { WhyMenu } from './WhyMenu.tsx'
import classes from './whys.module.css'

type WhyRowProps = { why: Why; depth: number /** What it answers. */; above: string }

/** One why with what belongs to it, and the whys below it. */
export function WhyRow({ why, depth, above }: WhyRowProps) {
  const t = useText()
  const { whys, tree, mayEdit } = useBench()
  const [isOpen, setOpen] = useState(false)
  const isPrinting = useIsPrinting()
  const told = tree.whys.find(({ id }) => id === why.id)
  const children = below(whys, why.id)
  const isShown = isOpen || (isPrinting && told !== undefined && told.evidence.length > 0)
  return (
    <li>
      <div className={classes.row} data-ends={why.endsAt !== null || undefined}>
        <span className={classes.depth}>{t('whys.depth', { depth })}</span>
        {mayEdit ? <WhyField why={why} depth={depth} above={above} /> : <p className={classes.words}>{why.text}</p>}
        <div className={classes.acts}>
          {mayEdit && <AskButton why={why} depth={depth} />}
          <EndMenu why={why} isLast={children.length === 0} />
          <EvidenceButton count={told?.evidence.length ?? null} isOpen={isOpen} onClick={() => setOpen(!isOpen)} />
          {mayEdit && <WhyMenu why={why} />}
        </div>
      </div>
      {told && children.length === 0 && <PersonWarning why={why} told={told} />}
      {told && isShown && <Evidence why={told} />}
      {children.length > 0 && (
        <ol className={classes.branch}>
          {children.map((child) => (
            <WhyRow key={child.id} why={child} depth={depth + 1} above={why.text} />
          ))}
        </ol>
      )}
    </li>
  )
}

type EvidenceButtonProps = {
  /** null: the why is not stored yet. */ count: number | null
  isOpen: boolean
  onClick: () => void
}

function EvidenceButton({ count, isOpen, onClick }: EvidenceButtonProps) {
  const t = useText()
  const { mayEdit } = useBench()
  if (!mayEdit && !count) return null
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      className="not-printed"
      leftSection={<IconPaperclip size={14} aria-hidden />}
      aria-expanded={isOpen}
      disabled={count === null}
      onClick={onClick}
    >
      {t('whys.evidence', { count: count ?? 0 })}
    </Button>
  )
}

/** Asks why of this one: the most frequent thing to do, so it is a button of its own. */
function AskButton({ why, depth }: { why: Why; depth: number }) {
  const t = useText()
  const { desk, goTo } = useBench()
  const askFurther = () => {
    const id = newId()
    desk.edit((whys) => askBelow(whys, why.id, id))
    goTo(id)
  }
  return (
    <Button
      variant="light"
      size="compact-xs"
      className="not-printed"
      leftSection={<IconHelpCircle size={14} aria-hidden />}
      disabled={why.text.trim() === '' || depth >= deepest}
      onClick={askFurther}
    >
      {t('whys.ask')}
    </Button>
  )
}

function WhyField({ why, depth, above }: WhyRowProps) {
  const t = useText()
  const { desk } = useBench()
  const does = useDoing(why)
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { value, selectionStart, selectionEnd } = event.currentTarget
    const meant = meantBy(event.nativeEvent, { length: value.length, start: selectionStart, end: selectionEnd })
    if (!meant) return
    event.preventDefault()
    does(meant)
  }
  return (
    <>
      <Textarea
        className={classes.field}
        data-why={why.id}
        variant="unstyled"
        autosize
        minRows={1}
        maxLength={longestWhy}
        placeholder={t('whys.because')}
        aria-label={t('whys.why_of', { depth, above })}
        value={why.text}
        onChange={(event) => {
          const { value } = event.currentTarget
          desk.edit((whys) => reword(whys, why.id, value.replaceAll(/\s*\n\s*/g, ' ')), why.id)
        }}
        onKeyDown={press}
        onBlur={() => void desk.flush()}
      />
      <p className={`${classes.words} ${classes.printed}`}>{why.text}</p>
    </>
  )
}

/** Does what a key means. */
function useDoing(why: Why): (meant: Meant) => void {
  const { desk, goTo } = useBench()
  const beside = (step: 1 | -1) => {
    const all = inOrder(desk.state.whys)
    const other = all[all.findIndex(({ id }) => id === why.id) + step]
    if (other) goTo(other.id)
  }
  const add = (edit: typeof askBelow | typeof addBeside) => {
    const id = newId()
    desk.edit((whys) => edit(whys, why.id, id))
    if (desk.state.whys.some((each) => each.id === id)) goTo(id)
  }
  return (meant) => {
    switch (meant.does) {
      case 'below':
        return add(askBelow)
      case 'beside':
        return add(addBeside)
      case 'end':
        return document.querySelector<HTMLElement>(`[data-end="${why.id}"]`)?.click()
      case 'remove':
        beside(-1)
        return desk.edit((whys) => remove(whys, why.id))
      case 'move':
        desk.edit((whys) => move(whys, why.id, meant.to))
        return goTo(why.id)
      case 'previous':
        return beside(-1)
      case 'next':
        return beside(1)
    }
  }
}
