import { Checkbox, Select, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { call } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { notify } from '../../ui/notices.tsx'
import { ActionDialog } from '../dialogs/ActionDialog.tsx'
import dialogClasses from '../dialogs/ActionDialog.module.css'
import type { ComplaintDialogProps } from '../dialogs/OfferDialog.tsx'
import { useTopics } from '../topics.ts'
import { pathTo, treeOf } from '../tree.ts'
import classes from './same.module.css'

/** Makes a second complaint of what the customer said about a second thing; it starts from their words, to be cut down. */
export function SplitDialog({ complaint, isOpen, onClose }: ComplaintDialogProps) {
  const t = useText()
  const navigate = useNavigate()
  const products = useTopics()?.products ?? []
  const [words, setWords] = useState(complaint.text ?? '')
  const [productId, setProductId] = useState<string | null>(null)
  const [messageIds, setMessageIds] = useState<string[]>([])
  const { reference, version } = complaint
  const split = async () => {
    const body = { text: words, productId, messageIds }
    const made = await call('splitComplaint', { params: { reference }, ifMatch: version, body })
    notify({ words: t('split.done', { reference: made.reference, owner: made.owner.name }) })
    void navigate({ to: '/complaints/$reference', params: { reference: made.reference } })
  }
  return (
    <ActionDialog
      isOpen={isOpen}
      size="lg"
      title={t('split.title')}
      submitLabel={t('split.confirm')}
      isComplete={words.trim() !== ''}
      onSubmit={split}
      onDone={onClose}
      onClose={onClose}
    >
      <p className={dialogClasses.why}>{t('split.why')}</p>
      <Textarea
        label={t('split.words')}
        description={t('split.words_why')}
        autosize
        minRows={4}
        maxRows={12}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Select
        searchable
        clearable
        label={t('log.product')}
        nothingFoundMessage={t('filter.nothing_found')}
        data={treeOf(products).map(({ value }) => ({ value, label: pathTo(products, value).join(' › ') }))}
        value={productId}
        onChange={setProductId}
      />
      {isOpen && <Messages reference={reference} chosen={messageIds} onChange={setMessageIds} />}
    </ActionDialog>
  )
}

type MessagesProps = { reference: string; chosen: string[]; onChange: (ids: string[]) => void }

/** What was said since, to have it in the second complaint too. */
function Messages({ reference, chosen, onChange }: MessagesProps) {
  const t = useText()
  const format = useFormat()
  const { data: timeline = [] } = useQuery(ask('readTimeline', { params: { reference } }))
  const messages = timeline.filter(
    ({ kind, of, words, detail }) =>
      ['customer_wrote', 'answered', 'noted'].includes(kind) && !of && words && typeof detail.message_id === 'string',
  )
  if (messages.length === 0) return null
  return (
    <Checkbox.Group label={t('split.messages')} value={chosen} onChange={onChange}>
      <div className={classes.messages}>
        {messages.map(({ seq, at, words, detail }) => (
          <Checkbox
            key={seq}
            value={String(detail.message_id)}
            label={words?.slice(0, 160)}
            description={format.dateTime(at)}
          />
        ))}
      </div>
    </Checkbox.Group>
  )
}
