/** The row of a question that always has one. @throws Error when it had none, which is our mistake */
export function onlyRow<Row>({ rows }: { rows: Row[] }): Row {
  const [row] = rows
  if (row === undefined) throw new Error('the question had no answer')
  return row
}
