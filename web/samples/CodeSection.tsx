import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../api/ask.ts'
import { call } from '../api/client.ts'
import panel from '../complaints/coding/CodingPanel.module.css'
import { useFormat, useText } from '../language/useLanguage.ts'
import { useShortcut } from '../shortcuts/useShortcut.ts'
import { announce } from '../ui/announce.ts'
import { Empty } from '../ui/Empty.tsx'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { AnswerForm } from './AnswerForm.tsx'
import type { SampleUnit } from './sample.ts'
import classes from './Samples.module.css'
import { useSampleAct } from './useSampleAct.ts'

/** Where a coder is: at the next complaint after a position, or back at one they coded. */
type At = { after: number } | { position: number }

/** The complaint in hand: the next one nobody wants from this coder twice, or the one gone back to. */
function useUnit(id: string, at: At) {
  const after = 'after' in at ? at.after : null
  // Never one that was shown before: somebody may have coded it meanwhile.
  const fresh = { gcTime: 0, refetchOnWindowFocus: false }
  const next = useQuery({
    ...ask('nextSampleUnit', { params: { id }, query: { after: after ?? 0 } }),
    ...fresh,
    enabled: after !== null,
  })
  const position = 'position' in at ? at.position : 1
  const again = useQuery({ ...ask('readSampleUnit', { params: { id, position } }), ...fresh, enabled: after === null })
  const found: SampleUnit | null | undefined =
    after === null ? again.data : next.data && (next.data.unit ? { ...next.data.unit, mine: null } : null)
  const { error, refetch } = after === null ? again : next
  return { unit: found, left: next.data?.left ?? null, error, refetch }
}

/** One complaint of a sample after the other, in the customer’s words, with nobody’s coding beside them. */
export function CodeSection({ id, onDone }: { id: string; onDone: () => void }) {
  const t = useText()
  const [at, setAt] = useState<At>({ after: 0 })
  const [trail, setTrail] = useState<number[]>([])
  const { unit, left, error, refetch } = useUnit(id, at)
  const last = trail.findLast((position) => position !== unit?.position)
  const back = last === undefined ? null : () => setAt({ position: last })
  useShortcut('b', { label: 'samples.back_one', group: 'coding.group', run: back })
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (unit === undefined) return <Loading shape="text" lines={8} />
  if (unit === null) {
    return (
      <Empty title={t('samples.nothing_left')} action={<Button onClick={onDone}>{t('samples.to_sample')}</Button>}>
        {t('samples.nothing_left_why')}
      </Empty>
    )
  }
  const goOn = () => setAt({ after: unit.position })
  return (
    <div className={classes.coding}>
      <Words key={unit.position} unit={unit} />
      <section aria-labelledby="coding" className={panel.panel}>
        <h2 id="coding" className={panel.heading}>
          {t('coding.panel')}
        </h2>
        <p className={panel.notice}>{t('samples.blind')}</p>
        <Answering
          key={unit.position}
          id={id}
          unit={unit}
          onSkip={goOn}
          onSaved={() => {
            setTrail((before) => [...before.filter((each) => each !== unit.position), unit.position])
            goOn()
          }}
        />
        <div className={panel.buttons}>
          {back && (
            <Button size="xs" variant="subtle" color="gray" onClick={back}>
              {t('samples.back_one')}
            </Button>
          )}
          <Button size="xs" variant="subtle" color="gray" onClick={onDone}>
            {t('samples.to_sample')}
          </Button>
        </div>
        {left !== null && <Left count={left} />}
      </section>
    </div>
  )
}

type AnsweringProps = { id: string; unit: SampleUnit; onSkip: () => void; onSaved: () => void }

function Answering({ id, unit: { position, mine }, onSkip, onSaved }: AnsweringProps) {
  const t = useText()
  const { act, isBusy, failure } = useSampleAct()
  return (
    <AnswerForm
      before={mine}
      hasReason={false}
      submitLabel={t('coding.save_next')}
      isBusy={isBusy}
      failure={failure}
      onSkip={onSkip}
      onSubmit={async ({ coding, uncodable }) => {
        const given = { params: { id, position }, body: coding ? { coding } : { uncodable } }
        if (!(await act(() => call('codeSampleUnit', given)))) return
        announce(t('samples.saved'))
        onSaved()
      }}
    />
  )
}

function Left({ count }: { count: number }) {
  const t = useText()
  const format = useFormat()
  return <p className={panel.left}>{t('coding.left', { count, shown: format.number(count) })}</p>
}

/** What was said, and what was said since, without anything that leads to what others think. */
function Words({ unit }: { unit: SampleUnit }) {
  const t = useText()
  const format = useFormat()
  const { title, text, product, issue, channel, receivedAt, messages, language } = unit
  return (
    <article className={classes.words} aria-label={t('samples.words', { position: unit.position })}>
      <p className={classes.facts}>
        {[
          t('samples.place', { position: unit.position }),
          format.date(receivedAt),
          t(`channel.${channel}`),
          product,
          issue,
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
      {title && <h2 lang={language}>{title}</h2>}
      <p lang={language} className={classes.text}>
        {text ?? t('samples.no_words')}
      </p>
      {messages.map((message) => (
        <section key={`${message.at} ${message.direction}`} className={classes.message}>
          <p className={classes.facts}>
            {t(message.direction === 'in' ? 'samples.from_customer' : 'samples.from_us')} · {format.date(message.at)}
          </p>
          <p className={classes.text}>{message.text}</p>
        </section>
      ))}
    </article>
  )
}
