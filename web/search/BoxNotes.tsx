import { Button } from '@mantine/core'
import type { SearchNote } from '../../src/complaints/search/contract.ts'
import { useText } from '../language/useLanguage.ts'
import classes from './BoxNotes.module.css'

type BoxNotesProps = { notes: readonly SearchNote[]; q: string; onChange: (q: string) => void }

/** What of the search box was understood otherwise than typed, and what was probably meant. */
export function BoxNotes({ notes, q, onChange }: BoxNotesProps) {
  const t = useText()
  if (notes.length === 0) return null
  return (
    <output className={classes.notes}>
      {notes.map(({ kind, typed, meant }) => (
        <span key={typed} className={classes.note}>
          {t(`search.note.${kind}`, { typed, meant: meant ?? '' })}
          {kind === 'unknown_field' && meant && (
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => onChange(q.replace(new RegExp(escaped(typed), 'iu'), () => meant))}
            >
              {t('search.note.use', { meant })}
            </Button>
          )}
        </span>
      ))}
    </output>
  )
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
