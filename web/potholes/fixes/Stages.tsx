import { Button, Modal, Table, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { FormButtons } from '../../ui/FormButtons.tsx'
import { Wide } from '../../ui/Wide.tsx'
import { complaintsOf } from '../rule.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import classes from './fixes.module.css'
import { type Fix, refreshFixes } from './terms.ts'

type Stage = Fix['stages'][number]
const today = (): string => new Date().toISOString().slice(0, 10)

/** The stages of an agreed fix: where, when, with which release, and what is live. */
export function Stages({ fix }: { fix: Fix }) {
  const t = useText()
  const format = useFormat()
  const [marked, setMarked] = useState<Stage | null>(null)
  const [takenBack, setTakenBack] = useState<Stage | null>(null)
  const mayMark = useMay()('markStageLive') && fix.state !== 'dropped'
  return (
    <Wide label={t('fix.stages_of', { name: fix.name })}>
      <Table className={classes.stages}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('fix.stage')}</Table.Th>
            <Table.Th>{t('fix.planned_on')}</Table.Th>
            <Table.Th>{t('fix.release')}</Table.Th>
            <Table.Th>{t('fix.live_since')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fix.stages.map((stage) => (
            <Table.Tr key={stage.number}>
              <Table.Th scope="row">
                {stage.rule ? <a href={complaintsOf(stage.rule.filters)}>{stage.place}</a> : stage.place}
              </Table.Th>
              <Table.Td>
                {format.date(stage.plannedOn)}
                {stage.liveOn === null && stage.plannedOn < today() && fix.state !== 'dropped' && (
                  <div className={classes.late}>{t('fix.stage_late')}</div>
                )}
              </Table.Td>
              <Table.Td>{stage.releasedAs ?? '–'}</Table.Td>
              <Table.Td>
                <Live stage={stage} />
                {mayMark && (
                  <StageButton stage={stage} onMark={() => setMarked(stage)} onTakeBack={() => setTakenBack(stage)} />
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Modal
        opened={marked !== null}
        onClose={() => setMarked(null)}
        title={t('fix.mark_title', { place: marked?.place ?? '' })}
        closeOnClickOutside={false}
        centered
      >
        {marked && <MarkForm fix={fix} stage={marked} onDone={() => setMarked(null)} />}
      </Modal>
      <ReasonDialog
        isOpen={takenBack !== null}
        title={t('fix.take_back_question', { place: takenBack?.place ?? '' })}
        happens={t('fix.take_back_happens')}
        submitLabel={t('fix.take_back')}
        operation="takeBackStage"
        input={{ params: { id: fix.id, number: takenBack?.number ?? 1 }, ifMatch: fix.version }}
        onClose={() => setTakenBack(null)}
      />
    </Wide>
  )
}

function Live({ stage: { liveOn, marked } }: { stage: Stage }) {
  const t = useText()
  const format = useFormat()
  if (!liveOn || !marked) return <span className={classes.quiet}>{t('fix.not_live')}</span>
  return (
    <>
      {format.date(liveOn)}
      <div className={classes.quiet}>{t(`fix.marked.${marked.how}`, { name: marked.by })}</div>
    </>
  )
}

type StageButtonProps = { stage: Stage; onMark: () => void; onTakeBack: () => void }

function StageButton({ stage: { place, liveOn }, onMark, onTakeBack }: StageButtonProps) {
  const t = useText()
  const what = liveOn ? 'fix.take_back' : 'fix.mark'
  return (
    <Button
      variant={liveOn ? 'subtle' : 'light'}
      size="compact-sm"
      aria-label={`${t(what)}: ${place}`}
      onClick={liveOn ? onTakeBack : onMark}
    >
      {t(what)}
    </Button>
  )
}

function MarkForm({ fix, stage, onDone }: { fix: Fix; stage: Stage; onDone: () => void }) {
  const t = useText()
  const [on, setOn] = useState(today())
  const [releasedAs, setReleasedAs] = useState(stage.releasedAs ?? '')
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    const body = { on, releasedAs: releasedAs.trim() || null }
    await call('markStageLive', { params: { id: fix.id, number: stage.number }, body, ifMatch: fix.version })
    await refreshFixes()
    onDone()
  }, ['on', 'releasedAs'])
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.form}>
      <TextInput
        type="date"
        label={t('fix.live_since')}
        description={t('fix.live_since_why')}
        value={on}
        min={fix.agreedAt.slice(0, 10)}
        max={today()}
        data-autofocus
        error={errorOf('on')}
        onChange={(event) => setOn(event.currentTarget.value)}
      />
      <TextInput
        label={t('fix.release')}
        value={releasedAs}
        maxLength={200}
        error={errorOf('releasedAs')}
        onChange={(event) => setReleasedAs(event.currentTarget.value)}
      />
      <FormFailure>{failure}</FormFailure>
      <FormButtons submitLabel={t('fix.mark')} isBusy={isBusy} isComplete={on !== ''} onCancel={onDone} />
    </form>
  )
}
