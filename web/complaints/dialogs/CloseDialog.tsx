import { Checkbox, NativeSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import type { FieldValues } from '../../../src/complaints/fields/rules.ts'
import { FieldInput } from '../fields/FieldInput.tsx'
import { useMissing } from '../fields/missing.ts'
import { type Decision, decisions } from '../../../src/complaints/decisions.ts'
import { ShowPothole } from '../../potholes/showing/ShowPothole.tsx'
import { notify } from '../../ui/notices.tsx'
import { type Channel, spokenChannels } from '../choices.ts'
import { ActionDialog } from './ActionDialog.tsx'
import classes from './ActionDialog.module.css'
import { type ClosingDraft, closingOf, fewestCharacters, noClosing, type Way, ways } from './closing.ts'
import type { ComplaintDialogProps } from './OfferDialog.tsx'

type CloseDialogProps = ComplaintDialogProps & {
  /** It reached management and nobody has signed that there is no pothole. */
  needsSignature: boolean
}

/** Explains how a complaint can end and asks for what that ending needs. */
export function CloseDialog({ complaint, needsSignature, isOpen, onClose }: CloseDialogProps) {
  const { reference } = complaint
  const t = useText()
  const missing = useMissing(complaint, 'closing')
  const [filled, setFilled] = useState<FieldValues>({})
  const [draft, setDraft] = useState(noClosing)
  const change = (part: Partial<ClosingDraft>) => setDraft({ ...draft, ...part })
  const closing = closingOf(draft)
  // Only these two wait for our forms; the server holds the same.
  const asked = draft.way === 'solved' || draft.way === 'decided' ? missing : []
  const isFilled = asked.every(({ key }) => filled[key] !== undefined)
  return (
    <ActionDialog
      isOpen={isOpen}
      size="lg"
      title={t('close.title')}
      submitLabel={t('close.confirm')}
      isComplete={closing !== null && isFilled}
      onSubmit={async () => {
        if (asked.length > 0) await call('classifyComplaint', { params: { reference }, body: { fields: filled } })
        if (closing) await call('closeComplaint', { params: { reference }, body: closing })
      }}
      onDone={() => {
        notify({ words: t('close.closed', { reference }) })
        setDraft(noClosing)
        onClose()
      }}
      onClose={onClose}
    >
      <p className={classes.why}>{t('close.why')}</p>
      {needsSignature && (
        <div className={classes.notice}>
          <p>{t('close.management')}</p>
          <ShowPothole complaint={complaint} />
        </div>
      )}
      <Radio.Group label={t('close.how')} value={draft.way} onChange={(way) => change({ way: way as Way })}>
        <Stack gap="xs" mt="xs">
          {ways.map((way) => (
            <Radio key={way} value={way} label={t(`close.${way}`)} description={t(`close.${way}_why`)} />
          ))}
        </Stack>
      </Radio.Group>
      {asked.map((field) => (
        <FieldInput
          key={field.id}
          isNeeded
          field={field}
          value={filled[field.key] ?? null}
          onChange={(value) => {
            const { [field.key]: _before, ...rest } = filled
            setFilled(value === null ? rest : { ...rest, [field.key]: value })
          }}
        />
      ))}
      <Needs draft={draft} onChange={change} />
    </ActionDialog>
  )
}

type NeedsProps = { draft: ClosingDraft; onChange: (part: Partial<ClosingDraft>) => void }

function Needs({ draft, onChange }: NeedsProps) {
  const t = useText()
  if (draft.way === 'merged') {
    return (
      <>
        <TextInput
          label={t('close.into')}
          placeholder="AM-…"
          value={draft.into}
          onChange={(event) => onChange({ into: event.currentTarget.value })}
        />
        <Checkbox
          label={t('close.other_customer')}
          checked={draft.evenIfOtherCustomer}
          onChange={(event) => onChange({ evenIfOtherCustomer: event.currentTarget.checked })}
        />
      </>
    )
  }
  if (draft.way === 'decided') return <DecisionFields draft={draft} onChange={onChange} />
  return draft.way ? <CustomerSaid draft={draft} onChange={onChange} /> : null
}

function DecisionFields({ draft, onChange }: NeedsProps) {
  const t = useText()
  return (
    <>
      <Radio.Group
        label={t('close.decision')}
        description={t('close.decision_why')}
        value={draft.decision}
        onChange={(decision) => onChange({ decision: decision as Decision })}
      >
        <Stack gap="xs" mt="xs">
          {decisions.map((decision) => (
            <Radio key={decision} value={decision} label={t(`decision.${decision}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {(['findings', 'reasons', 'recourse'] as const).map((field) => (
        <Textarea
          key={field}
          label={t(`close.${field}`)}
          description={t('close.field_why', { field, count: fewestCharacters })}
          autosize
          minRows={3}
          value={draft[field]}
          onChange={(event) => onChange({ [field]: event.currentTarget.value })}
        />
      ))}
    </>
  )
}

function CustomerSaid({ draft, onChange }: NeedsProps) {
  const t = useText()
  return (
    <>
      <Textarea
        label={t('close.customer_words')}
        autosize
        minRows={3}
        value={draft.customerWords}
        onChange={(event) => onChange({ customerWords: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('close.channel')}
        value={draft.channel}
        onChange={(event) => onChange({ channel: event.currentTarget.value as Channel })}
        data={spokenChannels.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
      />
    </>
  )
}
