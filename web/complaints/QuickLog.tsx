import { Button, Group, NativeSelect, Select, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { type AnswerOf, ApiProblem, call } from '../api/client.ts'
import { useText } from '../language/useLanguage.ts'
import { newKey } from '../api/newKey.ts'
import { putOff } from '../outbox/outbox.ts'
import { useMe } from '../session/useSession.ts'
import { notify } from '../ui/notices.tsx'
import { useAct } from './act.ts'
import { AttachButton } from './attachments/AttachButton.tsx'
import { Tray } from './attachments/Tray.tsx'
import { hasUnsent, sendAll } from './attachments/uploads.ts'
import { useFiles } from './attachments/useFiles.ts'
import { type Channel, spokenChannels } from './choices.ts'
import { Refusal } from './dialogs/Refusal.tsx'
import {
  attempted,
  type Draft,
  emptyDraft,
  isEmailLike,
  isReady,
  complaintOf,
  logOf,
  readDraft,
} from './quick-log/draft.ts'
import { AskedFields, useAskedFields } from './quick-log/AskedFields.tsx'
import { KnownAlready } from './quick-log/KnownAlready.tsx'
import classes from './quick-log/QuickLog.module.css'
import { focusFirst, useSendKey } from './keysIn.ts'
import { Stored } from './quick-log/Stored.tsx'
import { useTopics } from './topics.ts'
import { pathTo, treeOf } from './tree.ts'
import { useKeptText } from './useKeptText.ts'

type Created = AnswerOf<'createComplaint'>
/** Where files are shown that belong to no complaint yet. */
const logPlace = 'log'

/**
 * What stands in the "log a complaint" dialog. What is typed stays on this device until it is stored, also when the dialog
 * is closed or the page is left. @param onDone  closes the dialog
 */
export function QuickLog({ onDone }: { onDone: () => void }) {
  const t = useText()
  const me = useMe()
  const [kept, keep] = useKeptText(logOf(me.id))
  const [stored, setStored] = useState<Created | null>(null)
  const isStoring = useRef(false)
  const { act, isBusy, failure } = useAct()
  const draft = readDraft(kept)
  const change = (part: Partial<Draft>) => keep(JSON.stringify({ ...draft, ...part }))
  const store = async () => {
    // The state of the button comes a moment too late for a double click.
    if (!isReady(draft) || isStoring.current) return
    isStoring.current = true
    const tried = attempted(draft, newKey())
    keep(JSON.stringify(tried))
    await act(async () => {
      const { key } = tried.attempt
      const body = complaintOf(tried)
      try {
        const created = await call('createComplaint', { query: {}, headers: { 'idempotency-key': key }, body })
        sendAll(logPlace, { reference: created.reference })
        setStored(created)
      } catch (error) {
        // Not reached: it waits where it is safe, and is sent once, under the same key. Files cannot wait like this.
        const isUnreached = error instanceof ApiProblem && error.status === 0
        if (!isUnreached || hasUnsent(logPlace) || !putOff(me.id, { kind: 'complaint', body, key, at: Date.now() }))
          throw error
        notify({ words: t('outbox.put_off') })
        onDone()
      }
      keep(JSON.stringify({ ...emptyDraft, channel: draft.channel }))
    })
    isStoring.current = false
  }
  if (stored) {
    return <Stored stored={stored} onAnother={() => setStored(null)} onDone={onDone} />
  }
  return <Form draft={draft} onChange={change} onStore={store} isBusy={isBusy} failure={failure} />
}

type FormProps = {
  draft: Draft
  onChange: (part: Partial<Draft>) => void
  onStore: () => Promise<void>
  isBusy: boolean
  failure: unknown
}

function Form({ draft, onChange, onStore, isBusy, failure }: FormProps) {
  const t = useText()
  const isMissing = useAskedFields(draft.productId).some(({ key }) => draft.fields[key] === undefined)
  const form = useRef<HTMLFormElement>(null)
  const { add, target, isOver } = useFiles(logPlace)
  useSendKey(form, () => void onStore())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void onStore()
  }
  return (
    <form ref={form} className={classes.form} onSubmit={submit} {...target}>
      <Textarea
        // The dialog looks for the first; the second is for the first opening, when this part comes a moment later.
        data-autofocus
        ref={focusFirst}
        required
        label={t('log.words')}
        description={t('log.words_hint')}
        placeholder={t('log.intro')}
        autosize
        minRows={5}
        maxRows={14}
        value={draft.words}
        onChange={(event) => onChange({ words: event.currentTarget.value })}
      />
      <div className={classes.files}>
        <Tray place={logPlace} />
        <AttachButton onFiles={add} />
        {isOver && <strong className={classes.drop}>{t('files.drop')}</strong>}
      </div>
      <KnownAlready draft={draft} />
      <AskedFields draft={draft} onChange={onChange} />
      <Known draft={draft} onChange={onChange} />
      <Refusal error={failure} />
      <Group justify="space-between" gap="sm">
        <span className={classes.kept}>{t('log.kept')}</span>
        <Button type="submit" loading={isBusy} disabled={!isReady(draft) || isMissing} rightSection={<kbd>Ctrl ⏎</kbd>}>
          {t('log.save')}
        </Button>
      </Group>
    </form>
  )
}

/** Who it was and what about: helps, and is never required. */
function Known({ draft, onChange }: Pick<FormProps, 'draft' | 'onChange'>) {
  const t = useText()
  const products = useTopics()?.products ?? []
  return (
    <fieldset className={classes.known}>
      <legend>{t('log.more')}</legend>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
        <TextInput
          label={t('log.name')}
          value={draft.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <TextInput
          type="email"
          label={t('log.email')}
          description={t('log.email_why')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={draft.email.includes('@') && !isEmailLike(draft.email) && t('log.email_wrong')}
          value={draft.email}
          onChange={(event) => onChange({ email: event.currentTarget.value })}
        />
        <TextInput
          type="tel"
          label={t('log.phone')}
          value={draft.phone}
          onChange={(event) => onChange({ phone: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('log.channel')}
          value={draft.channel}
          onChange={(event) => onChange({ channel: event.currentTarget.value as Channel })}
          data={spokenChannels.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
        />
        <Select
          searchable
          clearable
          selectFirstOptionOnChange
          label={t('log.product')}
          nothingFoundMessage={t('filter.nothing_found')}
          data={treeOf(products).map(({ value }) => ({ value, label: pathTo(products, value).join(' › ') }))}
          value={draft.productId}
          onChange={(productId) => onChange({ productId })}
        />
      </SimpleGrid>
    </fieldset>
  )
}
