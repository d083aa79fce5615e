/** Rows that are chosen, by key, and the row from which a range goes on. */
export type Chosen<Row> = { rows: ReadonlyMap<string, Row>; anchor: string | null }

export const nothingChosen = { rows: new Map<string, never>(), anchor: null }

type Shown<Row> = { rows: readonly Row[]; keyOf: (row: Row) => string }

/** Chooses a row, or takes it out again. */
export function toggled<Row>(chosen: Chosen<Row>, row: Row, keyOf: (row: Row) => string): Chosen<Row> {
  const rows = new Map(chosen.rows)
  const key = keyOf(row)
  if (!rows.delete(key)) rows.set(key, row)
  return { rows, anchor: key }
}

/**
 * Does to every row from the anchor to this one what was done to the anchor: all are chosen, or all are not. Without an
 * anchor that is still shown, to this row alone.
 */
export function rangeToggled<Row>(chosen: Chosen<Row>, row: Row, { rows: shown, keyOf }: Shown<Row>): Chosen<Row> {
  const at = (key: string | null) => shown.findIndex((each) => keyOf(each) === key)
  const [anchor, target] = [at(chosen.anchor), at(keyOf(row))]
  if (anchor === -1 || target === -1) return toggled(chosen, row, keyOf)
  const isChosen = chosen.rows.has(chosen.anchor ?? '')
  const rows = new Map(chosen.rows)
  for (const each of shown.slice(Math.min(anchor, target), Math.max(anchor, target) + 1)) {
    if (isChosen) rows.set(keyOf(each), each)
    else rows.delete(keyOf(each))
  }
  return { rows, anchor: keyOf(row) }
}

/** All rows shown, besides those chosen already; none of them when all were. */
export function allToggled<Row>(chosen: Chosen<Row>, { rows: shown, keyOf }: Shown<Row>): Chosen<Row> {
  const isAll = shown.every((row) => chosen.rows.has(keyOf(row)))
  const rows = new Map(chosen.rows)
  for (const row of shown) {
    if (isAll) rows.delete(keyOf(row))
    else rows.set(keyOf(row), row)
  }
  return { rows, anchor: null }
}
