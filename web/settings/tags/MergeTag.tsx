import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { notify } from '../../ui/notices.tsx'
import classes from '../people/people.module.css'
import type { Tag } from './TagsSection.tsx'

/** Asks which tag this one becomes, and says what that does: it cannot be taken back. */
export function MergeTag({ tag, tags, onDone }: { tag: Tag; tags: Tag[]; onDone: () => void }) {
  const t = useText()
  const [intoId, setIntoId] = useState<string | null>(null)
  const { form, submit, isBusy, failure } = useSubmit(async () => {
    if (!intoId) return
    const into = await call('mergeTag', { params: { id: tag.id }, body: { intoId } })
    await Promise.all(
      ['listTags', 'readComplaint', 'listComplaints'].map((each) => queries.invalidateQueries({ queryKey: [each] })),
    )
    notify({ words: t('tags.merged', { tag: tag.name, into: into.name }) })
    onDone()
  }, [])
  return (
    <form ref={form} onSubmit={submit} className={classes.fields}>
      <p>{t('tags.merge_happens', { tag: tag.name, count: tag.complaints?.count ?? 0 })}</p>
      <Select
        data-autofocus
        searchable
        label={t('tags.merge_into')}
        nothingFoundMessage={t('filter.nothing_found')}
        data={tags
          .filter(({ id, retired }) => id !== tag.id && !retired)
          .map(({ id, name }) => ({ value: id, label: name }))}
        value={intoId}
        onChange={setIntoId}
      />
      <FormFailure>{failure}</FormFailure>
      <div className={classes.actions}>
        <Button variant="default" onClick={onDone}>
          {t('dialog.cancel')}
        </Button>
        <Button type="submit" color="red" loading={isBusy} disabled={!intoId}>
          {t('tags.merge_confirm')}
        </Button>
      </div>
    </form>
  )
}
