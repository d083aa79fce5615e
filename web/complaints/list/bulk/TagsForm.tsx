import { Button, TagsInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../../api/ask.ts'
import { useText } from '../../../language/useLanguage.ts'
import classes from './BulkBar.module.css'
import type { Change } from './useBulk.ts'

/** Tags to put on complaints, new ones too, and tags to take off them. */
export function TagsForm({ onChange }: { onChange: (change: Change) => void }) {
  const t = useText()
  const { data: tags = [] } = useQuery(ask('listTags', { query: {} }))
  const [add, setAdd] = useState<string[]>([])
  const [remove, setRemove] = useState<string[]>([])
  return (
    <div className={classes.exactly}>
      <TagsInput
        data-autofocus
        size="xs"
        label={t('bulk.tags_add')}
        data={tags.filter(({ retired }) => !retired).map(({ name }) => name)}
        comboboxProps={{ withinPortal: false }}
        value={add}
        onChange={setAdd}
      />
      <TagsInput
        size="xs"
        label={t('bulk.tags_remove')}
        data={tags.map(({ name }) => name)}
        comboboxProps={{ withinPortal: false }}
        value={remove}
        onChange={setRemove}
      />
      <Button
        size="xs"
        disabled={add.length + remove.length === 0}
        onClick={() => onChange({ kind: 'tags', add, remove })}
      >
        {t('bulk.tags_change')}
      </Button>
    </div>
  )
}
