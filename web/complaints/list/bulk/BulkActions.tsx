import { Button, Popover } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useLanguage, useText } from '../../../language/useLanguage.ts'
import { BulkEvidence } from '../../../potholes/showing/BulkEvidence.tsx'
import { useMay } from '../../../session/useSession.ts'
import type { PickOption } from '../../../ui/filters/FilterPick.tsx'
import { OptionList } from '../../../ui/filters/OptionList.tsx'
import { useTopics } from '../../topics.ts'
import { treeOf } from '../../tree.ts'
import { HandoverForm } from './HandoverForm.tsx'
import { NextUpdateForm } from './NextUpdateForm.tsx'
import { TagsForm } from './TagsForm.tsx'
import type { Change } from './useBulk.ts'

type BulkActionsProps = {
  /** Those that are chosen. */
  references: string[]
  onChange: (change: Change) => void
  /** Something else was done to them. */
  onDone: () => void
}

/** The changes that can be made to many complaints at once. */
export function BulkActions({ references, onChange, onDone }: BulkActionsProps) {
  const t = useText()
  const may = useMay()
  return (
    <>
      <Action label={t('bulk.handover')}>{(done) => <HandoverForm onChange={done(onChange)} />}</Action>
      {may('classifyComplaint') && (
        <>
          <Topics onChange={onChange} />
          <Action label={t('bulk.next_update')}>{(done) => <NextUpdateForm onChange={done(onChange)} />}</Action>
        </>
      )}
      {may('tagComplaint') && (
        <Action label={t('bulk.tags')}>{(done) => <TagsForm onChange={done(onChange)} />}</Action>
      )}
      {may('pickEvidence') && <BulkEvidence references={references} onDone={onDone} />}
    </>
  )
}

type Closing = (run: (change: Change) => void) => (change: Change) => void

/** A button that asks for what its change needs. `children` is given a function that closes it when a change is made. */
function Action({ label, children }: { label: string; children: (done: Closing) => ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  const done: Closing = (run) => (change) => {
    setOpen(false)
    run(change)
  }
  return (
    <Popover trapFocus returnFocus position="top-start" width={320} shadow="md" opened={isOpen} onChange={setOpen}>
      <Popover.Target>
        <Button size="xs" variant="default" onClick={() => setOpen(!isOpen)}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm">{isOpen && children(done)}</Popover.Dropdown>
    </Popover>
  )
}

/** What the complaints are about: product, issue, step, or none of them. */
function Topics({ onChange }: Pick<BulkActionsProps, 'onChange'>) {
  const t = useText()
  const { language } = useLanguage()
  const topics = useTopics()
  const none = { value: 'none', label: t('bulk.none') }
  const steps = (topics?.steps ?? []).map(({ id, name }) => ({ value: id, label: name[language] }))
  const kinds: { key: 'productId' | 'issueId' | 'stepId'; label: string; options: PickOption[] }[] = [
    { key: 'productId', label: t('causes.product'), options: [...treeOf(topics?.products ?? []), none] },
    { key: 'issueId', label: t('causes.issue'), options: [...treeOf(topics?.issues ?? []), none] },
    { key: 'stepId', label: t('causes.step'), options: [...steps, none] },
  ]
  return kinds.map(({ key, label, options }) => (
    <Action key={key} label={label}>
      {(done) => {
        const choose = done(onChange)
        return (
          <OptionList
            label={label}
            options={options}
            marks={new Map()}
            isSeveral={false}
            onChoose={(value) => choose({ kind: 'classify', [key]: value === 'none' ? null : value })}
          />
        )
      }}
    </Action>
  ))
}
