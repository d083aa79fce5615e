import { Button, Group, Modal, Radio } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useRef, useState } from 'react'
import { useSendKey } from '../complaints/keysIn.ts'
import { useText } from '../language/useLanguage.ts'
import { useQuestion } from './asking.ts'
import type { Choice, Question } from './edit.ts'
import classes from './MergeScreen.module.css'
import type { Conflict } from './rules.ts'

/** Asks what is to hold where two people changed the same field at once. Once, in the shell; nothing while nobody did. */
export function MergeScreen() {
  const t = useText()
  const question = useQuestion()
  const isTelephone = useMediaQuery('(max-width: 48em)')
  if (!question) return null
  const { by, answer } = question
  return (
    <Modal
      opened
      onClose={() => answer(null)}
      title={by ? t('merge.title_by', { name: by }) : t('merge.title')}
      size="xl"
      fullScreen={isTelephone}
      closeOnClickOutside={false}
    >
      <Form question={question} onAnswer={answer} />
    </Modal>
  )
}

function Form({
  question: { conflicts, words, by },
  onAnswer,
}: {
  question: Question
  onAnswer: (choice: Choice) => void
}) {
  const t = useText()
  const form = useRef<HTMLFormElement>(null)
  const [chosen, setChosen] = useState<Record<string, 'mine' | 'theirs'>>({})
  const isComplete = conflicts.every(({ name }) => chosen[name])
  const all = (side: 'mine' | 'theirs') => setChosen(Object.fromEntries(conflicts.map(({ name }) => [name, side])))
  const save = () => isComplete && onAnswer(chosen)
  useSendKey(form, save)
  return (
    <form
      ref={form}
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <p className={classes.why}>{t('merge.why')}</p>
      {conflicts.length > 1 && (
        <Group gap="xs">
          <Button size="compact-xs" variant="default" onClick={() => all('theirs')}>
            {t('merge.all_theirs')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => all('mine')}>
            {t('merge.all_mine')}
          </Button>
        </Group>
      )}
      {conflicts.map((conflict, index) => (
        <Field
          key={conflict.name}
          conflict={conflict}
          words={words[conflict.name] ?? { label: conflict.name, show: String }}
          by={by}
          isFirst={index === 0}
          chosen={chosen[conflict.name] ?? null}
          onChoose={(side) => setChosen({ ...chosen, [conflict.name]: side })}
        />
      ))}
      <Group justify="end" gap="sm">
        <Button variant="default" onClick={() => onAnswer(null)}>
          {t('merge.later')}
        </Button>
        <Button type="submit" disabled={!isComplete}>
          {t('merge.save')}
        </Button>
      </Group>
    </form>
  )
}

type FieldProps = {
  conflict: Conflict
  words: { label: string; show: (value: unknown) => string }
  by: string | null
  isFirst: boolean
  chosen: 'mine' | 'theirs' | null
  onChoose: (side: 'mine' | 'theirs') => void
}

function Field({ conflict: { was, theirs, mine }, words: { label, show }, by, isFirst, chosen, onChoose }: FieldProps) {
  const t = useText()
  const sides = [
    { side: 'theirs', name: by ? t('merge.theirs_by', { name: by }) : t('merge.theirs'), value: theirs },
    { side: 'mine', name: t('merge.mine'), value: mine },
  ] as const
  return (
    <Radio.Group
      label={label}
      classNames={{ label: classes.label }}
      value={chosen}
      onChange={(side) => onChoose(side as 'mine' | 'theirs')}
    >
      <div className={classes.sides}>
        <div className={classes.was}>
          <span className={classes.name}>{t('merge.was')}</span>
          <span dir="auto">{show(was)}</span>
        </div>
        {sides.map(({ side, name, value }, index) => (
          <Radio.Card key={side} value={side} className={classes.side} data-autofocus={isFirst && index === 0}>
            <span className={classes.name}>
              <Radio.Indicator size="xs" />
              {name}
            </span>
            <span dir="auto">{show(value)}</span>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  )
}
