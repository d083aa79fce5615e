import { useEffect, useEffectEvent, useState } from 'react'
import { allToggled, type Chosen, nothingChosen, rangeToggled, toggled } from './selection.ts'

/** Which rows are chosen, and the ways to choose them. Rows stay chosen when they are no longer shown. */
export type Selection<Row> = {
  rows: ReadonlyMap<string, Row>
  /** Whether the cards of a telephone have their boxes: there, choosing is a mode of its own. */
  isOn: boolean
  turnOn: (isOn: boolean) => void
  toggle: (row: Row, isRange: boolean) => void
  toggleAll: () => void
  add: (rows: readonly Row[]) => void
  clear: () => void
  /** Keeps those chosen that fit and gives the others up. */
  keep: (fits: (row: Row) => boolean) => void
  /** What the box of a row is called for a screen reader. */
  labelOf: (row: Row) => string
}

type SelectionOptions<Row> = {
  rows: readonly Row[]
  keyOf: (row: Row) => string
  labelOf: (row: Row) => string
}

/** Choosing of rows in a table. */
export function useSelection<Row>({ rows, keyOf, labelOf }: SelectionOptions<Row>): Selection<Row> {
  const [chosen, setChosen] = useState<Chosen<Row>>(nothingChosen)
  const [isOn, turnOn] = useState(false)
  const clear = () => {
    setChosen(nothingChosen)
    turnOn(false)
  }
  useEscape(chosen.rows.size > 0 || isOn, clear)
  return {
    rows: chosen.rows,
    isOn: isOn || chosen.rows.size > 0,
    turnOn,
    toggle: (row, isRange) =>
      setChosen(isRange ? rangeToggled(chosen, row, { rows, keyOf }) : toggled(chosen, row, keyOf)),
    toggleAll: () => setChosen(allToggled(chosen, { rows, keyOf })),
    add: (more) =>
      setChosen({ rows: new Map([...chosen.rows, ...more.map((row) => [keyOf(row), row] as const)]), anchor: null }),
    clear,
    keep: (fits) =>
      setChosen(({ rows: known }) => ({ rows: new Map([...known].filter(([, row]) => fits(row))), anchor: null })),
    labelOf,
  }
}

/** Escape gives the choice up, unless it closes something that is open or leaves a field. */
function useEscape(isWanted: boolean, run: () => void): void {
  const runLatest = useEffectEvent(run)
  useEffect(() => {
    if (!isWanted) return
    const listen = (event: KeyboardEvent) => {
      const isElsewhere =
        event.target instanceof Element &&
        event.target.closest('input:not([type="checkbox"]), textarea, [role="dialog"], [role="menu"]')
      if (event.key === 'Escape' && !event.defaultPrevented && !isElsewhere) runLatest()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [isWanted])
}
