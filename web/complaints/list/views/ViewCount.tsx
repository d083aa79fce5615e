import { useFormat } from '../../../language/useLanguage.ts'
import classes from './Views.module.css'

/** How many complaints a view has, quietly beside its name. */
export function ViewCount({ count }: { count: { count: number; more: boolean } | undefined }) {
  const format = useFormat()
  if (!count) return null
  return <span className={classes.count}>{format.count({ count: count.count, isCapped: count.more })}</span>
}
