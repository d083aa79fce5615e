import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type AnswerOf, call } from '../../api/client.ts'
import { failureKinds } from '../../../src/complaints/escalation/words.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { notify } from '../../ui/notices.tsx'
import { ActionDialog } from './ActionDialog.tsx'
import classes from './ActionDialog.module.css'
import { type FailureDraft, failuresOf, startDraft } from './failures.ts'

export type Stage = AnswerOf<'readEscalation'>['stages'][number]
type FailuresDialogProps = { reference: string; stages: Stage[]; isOpen: boolean; onClose: () => void }

/** Asks, stage by stage, what failed before the customer had to go to a manager: of what, never of whom. */
export function FailuresDialog({ reference, stages, isOpen, onClose }: FailuresDialogProps) {
  const t = useText()
  const [draft, setDraft] = useState<FailureDraft>({})
  const filled = { ...startDraft(stages), ...draft }
  const failures = failuresOf(stages, filled)
  return (
    <ActionDialog
      isOpen={isOpen}
      size="lg"
      title={t('failures.title')}
      submitLabel={t('failures.confirm')}
      isComplete={failures.length > 0}
      onSubmit={() => call('noteFailures', { params: { reference }, body: { failures } })}
      onDone={() => {
        notify({ words: t('failures.done') })
        setDraft({})
        onClose()
      }}
      onClose={onClose}
    >
      <p className={classes.why}>{t('failures.why')}</p>
      {stages.map((stage) => (
        <OneStage
          key={stage.seq}
          stage={stage}
          chosen={filled[stage.seq] ?? { what: '', note: '' }}
          onChange={(chosen) => setDraft({ ...draft, [stage.seq]: chosen })}
        />
      ))}
    </ActionDialog>
  )
}

type Chosen = FailureDraft[number]
type OneStageProps = { stage: Stage; chosen: Chosen; onChange: (chosen: Chosen) => void }

function OneStage({ stage, chosen, onChange }: OneStageProps) {
  const t = useText()
  const format = useFormat()
  const seconds = (Date.parse(stage.until) - Date.parse(stage.at)) / 1000
  return (
    <fieldset className={classes.stage}>
      <legend>{t(`failures.stage.${stage.kind}`, { who: stage.person?.name ?? t('event.who.someone') })}</legend>
      <p className={classes.why}>
        {t('failures.facts', {
          since: format.dateTime(stage.at),
          time: format.duration(Math.max(60, seconds - (seconds % 60))),
          count: stage.answers,
        })}
      </p>
      <NativeSelect
        label={t('failures.what')}
        value={chosen.what}
        onChange={(event) => onChange({ ...chosen, what: event.currentTarget.value as Chosen['what'] })}
        data={[
          { value: '', label: t('failures.choose') },
          ...failureKinds.map((what) => ({ value: what, label: t(`failures.${what}`) })),
        ]}
      />
      <TextInput
        label={t('failures.note')}
        value={chosen.note}
        onChange={(event) => onChange({ ...chosen, note: event.currentTarget.value })}
      />
    </fieldset>
  )
}
