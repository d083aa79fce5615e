import { Modal, Radio, Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { waysByHand } from '../../../src/known-issues/told/rules.ts'
import { askAll } from '../../api/ask.ts'
import { call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { FormButtons } from '../../ui/FormButtons.tsx'
import { notify } from '../../ui/notices.tsx'
import { type Stage, told } from './telling.ts'
import classes from './told.module.css'

type Props = {
  id: string
  stage: Stage
  people: string[] | 'no_address'
  count: number
  isOpen: boolean
  onClose: (isDone: boolean) => void
}

/** That a person told some of them in another way, on which day and who; or why nobody can. */
export function ByHand(props: Props) {
  const t = useText()
  const { isOpen, count, onClose } = props
  return (
    <Modal
      opened={isOpen}
      onClose={() => onClose(false)}
      title={t('told.by_hand', { count })}
      closeOnClickOutside={false}
    >
      <ByHandForm {...props} />
    </Modal>
  )
}

const today = () => new Date().toLocaleDateString('sv')

function ByHandForm({ id, stage, people, onClose }: Props) {
  const t = useText()
  const [how, setHow] = useState<(typeof waysByHand)[number]>(people === 'no_address' ? 'unreachable' : 'telephone')
  const [on, setOn] = useState(today)
  const [toldBy, setToldBy] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const { data: colleagues = [] } = useQuery(askAll('listPeople'))
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    const done = await call('tellByHand', { params: { id }, body: { stage, people, how, on, toldBy, note } })
    notify({ words: t('told.by_hand.done', { count: done.people }) })
    onClose(true)
    await told()
  }, ['on', 'note', 'toldBy'])
  const isUnreachable = how === 'unreachable'
  return (
    <form ref={form} onSubmit={submit} noValidate className={classes.stack}>
      <Radio.Group label={t('told.by_hand.how')} value={how} onChange={(value) => setHow(value as typeof how)}>
        {waysByHand.map((way) => (
          <Radio key={way} value={way} label={t(`told.how.${way}`)} mt="xs" />
        ))}
      </Radio.Group>
      <TextInput
        type="date"
        label={t('told.by_hand.on')}
        value={on}
        max={today()}
        onChange={(event) => setOn(event.currentTarget.value)}
        error={errorOf('on')}
      />
      {!isUnreachable && (
        <Select
          label={t('told.by_hand.who')}
          placeholder={t('told.by_hand.me')}
          value={toldBy}
          onChange={setToldBy}
          data={colleagues.map(({ id: value, name: label }) => ({ value, label }))}
          searchable
          clearable
          error={errorOf('toldBy')}
        />
      )}
      <Textarea
        label={t(isUnreachable ? 'told.by_hand.why' : 'told.by_hand.note')}
        required={isUnreachable}
        autosize
        minRows={2}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        error={errorOf('note')}
      />
      <FormFailure>{failure}</FormFailure>
      <FormButtons submitLabel={t('told.by_hand.record')} isBusy={isBusy} onCancel={() => onClose(false)} />
    </form>
  )
}
