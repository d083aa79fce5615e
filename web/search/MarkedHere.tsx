import { CloseButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, use } from 'react'
import { ask } from '../api/ask.ts'
import { useText } from '../language/useLanguage.ts'
import { cutAt } from './forms.ts'
import { Marked } from './Marked.tsx'
import classes from './MarkedHere.module.css'

const Forms = createContext<readonly string[]>([])

type FindHereProps = { reference: string; find: string | undefined; onUnmark: () => void; children: ReactNode }

/** Marks what was looked for in all that was said about a complaint; a line above says so and takes the marks away. */
export function FindHere({ reference, find, onUnmark, children }: FindHereProps) {
  const t = useText()
  const { data } = useQuery({
    ...ask('readMatches', { params: { reference }, query: { q: find ?? '' } }),
    enabled: find !== undefined,
  })
  const forms = (find === undefined ? undefined : data?.forms) ?? []
  return (
    <Forms value={forms}>
      {find !== undefined && forms.length > 0 && (
        <p className={`${classes.line} not-printed`}>
          {t('search.marked', { words: find })}
          <CloseButton size="xs" aria-label={t('search.unmark')} onClick={onUnmark} />
        </p>
      )}
      {children}
    </Forms>
  )
}

/** Words that were said about the complaint on screen, with what was looked for marked. */
export function MarkedHere({ text }: { text: string }) {
  const forms = use(Forms)
  return forms.length === 0 ? text : <Marked segments={cutAt(text, forms)} />
}
