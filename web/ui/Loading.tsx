import { Skeleton, VisuallyHidden } from '@mantine/core'
import { useText } from '../language/useLanguage.ts'
import classes from './Loading.module.css'

type LoadingProps = {
  /** What will stand here, so that nothing jumps when it comes: rows of a list, a text, a chart, or a page with its title. */
  shape?: 'list' | 'text' | 'chart' | 'page'
  /** How many rows or lines; 8 unless told. */
  lines?: number
}

/** Grey shapes while something is on its way. Invisible for the first fifth of a second: what is quick should not flicker. */
export function Loading({ shape = 'list', lines = 8 }: LoadingProps) {
  const t = useText()
  return (
    <div className={classes.loading}>
      <VisuallyHidden component="output">{t('loading.label')}</VisuallyHidden>
      {shape === 'page' && <Skeleton height={26} width="14rem" mb="lg" />}
      {shape === 'chart' ? (
        <Skeleton height={`${lines * 2}rem`} />
      ) : (
        Array.from({ length: lines }, (_, line) => <Line key={line} line={line} isText={shape === 'text'} />)
      )}
    </div>
  )
}

/** Lines of unequal length look like words; they are always the same, so that a page looks the same each time. */
function Line({ line, isText }: { line: number; isText: boolean }) {
  const width = `${92 - ((line * 37) % 41)}%`
  return isText ? (
    <Skeleton height={12} width={width} mb="sm" />
  ) : (
    <div className={classes.row}>
      <Skeleton height={12} width="60%" />
      <Skeleton height={12} width={width} />
      <Skeleton height={12} width="50%" />
    </div>
  )
}
