import type { CauseClass } from '../../../src/causes/rules.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { Wide } from '../../ui/Wide.tsx'
import classes from './CodingPage.module.css'

type MatrixProps = {
  /** Complaints by the class one coder gave (rows) and the other gave (columns). */
  measured: { classes: readonly CauseClass[]; matrix: readonly (readonly number[])[] }
  caption: string
  /** What the rows are. */
  corner: string
}

/** Which class one coder gave where the other gave which; on the diagonal both say the same. */
export function Matrix({ measured: { classes: named, matrix }, caption, corner }: MatrixProps) {
  const t = useText()
  const format = useFormat()
  return (
    <Wide label={caption}>
      <table className={classes.matrix}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {named.map((each) => (
              <th key={each} scope="col">
                {t(`cause.class.${each}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {named.map((first, row) => (
            <tr key={first}>
              <th scope="row">{t(`cause.class.${first}`)}</th>
              {named.map((second, column) => (
                <td key={second} data-agrees={row === column}>
                  {format.number(matrix[row]?.[column] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
