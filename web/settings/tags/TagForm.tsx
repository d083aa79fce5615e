import { Button, Radio, TextInput } from '@mantine/core'
import { useState } from 'react'
import { tagColours } from '../../../src/complaints/tags/rules.ts'
import { call } from '../../api/client.ts'
import { TagChip } from '../../complaints/tags/TagChip.tsx'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { notify } from '../../ui/notices.tsx'
import classes from '../people/people.module.css'
import type { Tag } from './TagsSection.tsx'

/** A new tag (null), or another name and colour for one. */
export function TagForm({ tag, onDone }: { tag: Tag | null; onDone: () => void }) {
  const t = useText()
  const [name, setName] = useState(tag?.name ?? '')
  const [colour, setColour] = useState(tag?.colour ?? 'gray')
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    const body = { name, colour }
    const stored = await (tag ? call('changeTag', { params: { id: tag.id }, body }) : call('addTag', { body }))
    await queries.invalidateQueries({ queryKey: ['listTags'] })
    notify({ words: t('tags.stored', { tag: stored.name }) })
    onDone()
  }, ['name'])
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.fields}>
      <TextInput
        data-autofocus
        label={t('tags.name')}
        name="name"
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={errorOf('name')}
      />
      <Radio.Group label={t('tags.colour')} value={colour} onChange={(value) => setColour(value as Tag['colour'])}>
        <div className={classes.fields} style={{ gridTemplateColumns: 'repeat(3, auto)', paddingBlockStart: '0.5rem' }}>
          {tagColours.map((each) => (
            <Radio key={each} value={each} label={<TagChip name={t(`tags.colour.${each}`)} colour={each} />} />
          ))}
        </div>
      </Radio.Group>
      <FormFailure>{failure}</FormFailure>
      <div className={classes.actions}>
        <Button variant="default" onClick={onDone}>
          {t('dialog.cancel')}
        </Button>
        <Button type="submit" loading={isBusy} disabled={name.trim() === ''}>
          {t('settings.save')}
        </Button>
      </div>
    </form>
  )
}
