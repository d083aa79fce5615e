import { ActionIcon, Button, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Voice } from '../../causes/Voice.tsx'
import { type AnswerOf, call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { explain } from '../../ui/explain.ts'
import { notify } from '../../ui/notices.tsx'
import { useBench } from './useDesk.ts'
import classes from './whys.module.css'

type WhyWhole = AnswerOf<'readWhys'>['whys'][number]
type Piece = WhyWhole['evidence'][number]

/** What shows that a why is so: customers' words, and what somebody saw, measured or read. */
export function Evidence({ why }: { why: WhyWhole }) {
  const t = useText()
  const { mayEdit } = useBench()
  return (
    <div className={classes.evidence}>
      {why.evidence.length === 0 && <p className={classes.quiet}>{t('whys.evidence_none')}</p>}
      <ul className={classes.pieces} aria-label={t('whys.evidence', { count: why.evidence.length })}>
        {why.evidence.map((piece) => (
          <li key={piece.id}>
            {piece.kind === 'complaint' ? <Voice item={piece.complaint} /> : <Note piece={piece} />}
            {mayEdit && <TakeAway whyId={why.id} piece={piece} />}
          </li>
        ))}
      </ul>
      {mayEdit && <AddEvidence whyId={why.id} />}
    </div>
  )
}

function Note({ piece: { text, url, by, at } }: { piece: Extract<Piece, { kind: 'note' }> }) {
  const format = useFormat()
  return (
    <article className={classes.note}>
      <p>{text}</p>
      {url && (
        <a href={url} target="_blank" rel="noreferrer">
          {url}
        </a>
      )}
      <p className={classes.quiet}>
        {by.name}, {format.date(at)}
      </p>
    </article>
  )
}

const givenOf = (piece: Piece) =>
  piece.kind === 'complaint'
    ? ({ kind: 'complaint', reference: piece.complaint.reference } as const)
    : ({ kind: 'note', text: piece.text, url: piece.url } as const)

function TakeAway({ whyId, piece }: { whyId: string; piece: Piece }) {
  const t = useText()
  const { potholeId, desk } = useBench()
  const { mutate, isPending } = useMutation({
    mutationFn: async () => {
      const params = { id: potholeId, whyId, evidenceId: piece.id }
      desk.take(await call('removeWhyEvidence', { params }))
      notify({ words: t('whys.evidence_removed'), onUndo: () => bringBack() })
    },
    onError: (failure) => notify({ words: explain(failure, t), tone: 'failed' }),
  })
  const { mutate: bringBack } = useMutation({
    mutationFn: async () =>
      desk.take(await call('addWhyEvidence', { params: { id: potholeId, whyId }, body: givenOf(piece) })),
    onError: (failure) => notify({ words: explain(failure, t), tone: 'failed' }),
  })
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="sm"
      className="not-printed"
      loading={isPending}
      aria-label={t('whys.evidence_remove')}
      onClick={() => mutate()}
    >
      <IconX size={15} aria-hidden />
    </ActionIcon>
  )
}

type Kind = Piece['kind']
const nothing = { reference: '', text: '', url: '' }

function AddEvidence({ whyId }: { whyId: string }) {
  const t = useText()
  const { potholeId, desk } = useBench()
  const [kind, setKind] = useState<Kind>('complaint')
  const [given, setGiven] = useState(nothing)
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    const { reference, text, url } = given
    const body =
      kind === 'complaint'
        ? { kind, reference: reference.trim().split('/').at(-1) ?? '' }
        : { kind, text, url: url.trim() || null }
    desk.take(await call('addWhyEvidence', { params: { id: potholeId, whyId }, body }))
    setGiven(nothing)
  }, ['reference', 'text', 'url'])
  const set = (part: Partial<typeof nothing>) => setGiven({ ...given, ...part })
  const isEmpty = (kind === 'complaint' ? given.reference : given.text).trim() === ''
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={`${classes.add} not-printed`}>
      <SegmentedControl
        size="xs"
        value={kind}
        onChange={(value) => setKind(value as Kind)}
        aria-label={t('whys.evidence_kind')}
        data={(['complaint', 'note'] as const).map((value) => ({ value, label: t(`whys.evidence_kind.${value}`) }))}
      />
      {kind === 'complaint' ? (
        <TextInput
          size="xs"
          label={t('whys.evidence_reference')}
          value={given.reference}
          error={errorOf('reference')}
          onChange={(event) => set({ reference: event.currentTarget.value })}
        />
      ) : (
        <>
          <Textarea
            size="xs"
            autosize
            minRows={2}
            maxLength={2000}
            label={t('whys.evidence_text')}
            value={given.text}
            error={errorOf('text')}
            onChange={(event) => set({ text: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            type="url"
            label={t('whys.evidence_url')}
            value={given.url}
            error={errorOf('url')}
            onChange={(event) => set({ url: event.currentTarget.value })}
          />
        </>
      )}
      <FormFailure>{failure}</FormFailure>
      <Button type="submit" size="xs" variant="light" loading={isBusy} disabled={isEmpty}>
        {t('whys.evidence_add')}
      </Button>
    </form>
  )
}
