import { Radio, Textarea } from '@mantine/core'
import { useState } from 'react'
import { lookAnswers } from '../../../src/potholes/touched/contract.ts'
import { call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { usePlaceNames } from '../../promises/names.ts'
import { FormButtons } from '../../ui/FormButtons.tsx'
import { notify } from '../../ui/notices.tsx'
import type { Pothole } from '../parts.tsx'
import classes from './touched.module.css'
import { type Place, touchedChanged } from './useTouched.ts'

type Answer = (typeof lookAnswers)[number]

/** Asks what somebody found who looked at a place. */
export function LookForm({ pothole, place, onDone }: { pothole: Pothole; place: Place; onDone: () => void }) {
  const t = useText()
  const { place: nameOf } = usePlaceNames()
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [note, setNote] = useState('')
  const { productId, stepId } = place
  const { form, submit, isBusy, failure } = useSubmit(async () => {
    if (!answer) return
    const { rule } = await call('lookAtPlace', {
      params: { id: pothole.id },
      body: { productId, stepId, answer, note: note.trim() || null },
    })
    await touchedChanged()
    notify({ words: t(rule === 'widened' ? 'touched.widened_done' : 'touched.look_done') })
    onDone()
  }, [])
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.stack}>
      <p>{nameOf(place)}</p>
      <Radio.Group label={t('touched.found')} value={answer} onChange={(value) => setAnswer(value as Answer)}>
        {lookAnswers.map((each) => (
          <Radio
            key={each}
            value={each}
            label={t(`touched.answer.${each}`)}
            description={each === 'widened' ? t('touched.widened_happens') : undefined}
            disabled={each === 'widened' && pothole.closedAt !== null}
            mt="xs"
          />
        ))}
      </Radio.Group>
      <Textarea
        label={t('touched.note')}
        description={t('touched.note_why')}
        autosize
        minRows={2}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <FormFailure>{failure}</FormFailure>
      <FormButtons submitLabel={t('settings.save')} isBusy={isBusy} isComplete={answer !== null} onCancel={onDone} />
    </form>
  )
}
