import { call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { useMay } from '../../session/useSession.ts'
import { explain } from '../../ui/explain.ts'
import { notify } from '../../ui/notices.tsx'
import { useAct } from '../act.ts'
import type { Complaint } from '../people.ts'
import { Fact } from '../page/Fact.tsx'
import { AddTag } from './AddTag.tsx'
import { TagChip } from './TagChip.tsx'
import classes from './tags.module.css'

type Change = { add?: string[]; remove?: string[] }

/** The tags of a complaint. Putting one on or taking it off is one step, and can be taken back. */
export function ComplaintTags({ complaint: { reference, tags } }: { complaint: Complaint }) {
  const t = useText()
  const may = useMay()
  const { act } = useAct()
  // Two who tag at once do not disturb each other: each says only what to put on and to take off.
  const change = (part: Change, words: string, undo?: Change) =>
    act(async () => {
      try {
        await call('tagComplaint', { params: { reference }, body: part })
      } catch (error) {
        notify({ tone: 'failed', words: explain(error, t) })
        throw error
      }
      void queries.invalidateQueries({ queryKey: ['listTags'] })
      notify({ words, ...(undo && { onUndo: () => void change(undo, t('tags.undone')) }) })
    })
  const isMine = may('tagComplaint')
  return (
    <Fact name={t('tags.title')}>
      <span className={classes.tags}>
        {tags.map(({ id, name, colour }) => (
          <TagChip
            key={id}
            name={name}
            colour={colour}
            {...(isMine && {
              onRemove: () => void change({ remove: [name] }, t('tags.removed', { tag: name }), { add: [name] }),
            })}
          />
        ))}
        {isMine && (
          <AddTag
            carried={tags.map(({ name }) => name)}
            onAdd={(name) => void change({ add: [name] }, t('tags.added', { tag: name }), { remove: [name] })}
          />
        )}
        {!isMine && tags.length === 0 && t('tags.none')}
      </span>
    </Fact>
  )
}
