import type { Found } from '../../src/complaints/search/contract.ts'
import { useText } from '../language/useLanguage.ts'
import { Marked } from './Marked.tsx'
import classes from './FoundWords.module.css'

/** A complaint's title and the words around what was found in it, with what was found marked. */
export function FoundWords({ title, found }: { title: string | null; found: Found }) {
  const t = useText()
  const { where, words } = found
  return (
    <>
      {found.title ? <Marked segments={found.title} /> : title}
      {words && (found.title || title) && ' — '}
      {words && where && where !== 'text' && <span className={classes.where}>{t(`search.where.${where}`)} </span>}
      {words && <Marked segments={words} />}
    </>
  )
}
