import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { useText } from '../../language/useLanguage.ts'
import { SameComplaint } from '../same/MaybeSame.tsx'
import classes from '../same/same.module.css'
import { complaintOf, type Draft, isEmailLike } from './draft.ts'

/** Shorter words say too little to be like anything. */
const fewestCharacters = 20
const pauseMilliseconds = 600

/** While typing: complaints that what is being written looks like. A hint, which holds nobody up. */
export function KnownAlready({ draft }: { draft: Draft }) {
  const t = useText()
  const { text, customer } = complaintOf({ ...draft, email: isEmailLike(draft.email) ? draft.email : '' })
  const [asked] = useDebouncedValue(JSON.stringify({ text: text.trim(), customer }), pauseMilliseconds)
  const body = JSON.parse(asked) as { text: string; customer?: typeof customer }
  const { data: same = [] } = useQuery({
    ...ask('findDuplicates', { body }),
    enabled: body.text.length >= fewestCharacters,
    staleTime: 60_000,
  })
  // Announced when it appears; the list itself is quiet.
  return (
    <output className={classes.announced}>
      {same.length > 0 && text.trim().length >= fewestCharacters && (
        <section className={classes.hint} aria-label={t('same.hint')}>
          <h3>{t('same.hint')}</h3>
          <p className={classes.quiet}>{t('same.hint_why')}</p>
          <ul className={classes.list}>
            {same.slice(0, 3).map((each) => (
              <li key={each.id} className={classes.candidate}>
                <SameComplaint same={each} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </output>
  )
}
