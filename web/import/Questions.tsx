import { Button, Radio, Select } from '@mantine/core'
import { useFormat, useText } from '../language/useLanguage.ts'
import { columnsOf, withColumns, withDateOrder, withReceipt } from './editing.ts'
import classes from './MappingStep.module.css'
import type { Settling } from './settling.ts'
import { dayIn, type Question } from './questions.ts'

type QuestionsProps = Settling & { questions: Question[] }

/** What only a person can tell. An import does not start while one is open. */
export function Questions({ questions, ...settling }: QuestionsProps) {
  const t = useText()
  if (questions.length === 0) return null
  return (
    <section className={classes.questions} aria-label={t('import.questions')}>
      <h2>{t('import.questions')}</h2>
      {questions.map((question) =>
        question.kind === 'no_date' ? (
          <NoDate key={question.key} {...settling} />
        ) : (
          <DateOrder key={question.key} question={question} all={questions} {...settling} />
        ),
      )}
    </section>
  )
}

type Order = Extract<Question, { kind: 'date_order' }>

function DateOrder({ question, all, draft, change }: Settling & { question: Order; all: Question[] }) {
  const t = useText()
  const format = useFormat()
  const { key, target, column, example, options } = question
  const { mapping, answered } = draft
  const closing = mapping.history?.find(({ kind }) => kind === 'closed')
  const current = [target === 'receivedAt' ? mapping.columns.receivedAt.format : closing?.at?.format].flat()[0]
  const dayOf = (form: string) => {
    const day = dayIn(form, example)
    return day === null ? form : format.date(`${day}T12:00:00`)
  }
  const [first, second] = options
  // Who writes the day first in one column does so in the others; those not yet answered get the same answer.
  const answeredWith = (form: string) => {
    const same = all.filter((each): each is Order => each.kind === 'date_order' && each.options.includes(form))
    const settled = same.filter((each) => each.key === key || !answered.includes(each.key))
    return {
      mapping: settled.reduce((next, each) => withDateOrder(next, each.target, form), mapping),
      answered: [...new Set([...answered, ...settled.map((each) => each.key)])],
    }
  }
  return (
    <Radio.Group
      label={t('import.question.date_order', { column, example, first: dayOf(first), second: dayOf(second) })}
      value={answered.includes(key) ? (current ?? null) : null}
      onChange={(form) => change(answeredWith(form))}
    >
      <div className={classes.options}>
        {options.map((form) => (
          <Radio key={form} value={form} label={`${dayOf(form)} (${form})`} />
        ))}
      </div>
    </Radio.Group>
  )
}

function NoDate({ draft, change, preview, year }: Settling) {
  const t = useText()
  const { mapping, answered } = draft
  return (
    <div>
      <p className={classes.ask}>{t('import.question.no_date')}</p>
      <div className={classes.line}>
        <Select
          size="xs"
          searchable
          aria-label={t('import.target.receivedAt')}
          placeholder={t('import.column')}
          data={preview.columns}
          value={columnsOf(mapping, 'receivedAt')[0] ?? null}
          onChange={(column) =>
            column &&
            change({ mapping: withColumns(mapping, 'receivedAt', [column], { samples: preview.samples, year }) })
          }
        />
        <Button
          size="xs"
          variant={answered.includes('no_date') ? 'light' : 'default'}
          aria-pressed={answered.includes('no_date')}
          onClick={() =>
            change({
              mapping: withReceipt(mapping, { ifEmpty: 'import time' }),
              answered: [...new Set([...answered, 'no_date'])],
            })
          }
        >
          {t('import.use_import_time')}
        </Button>
      </div>
    </div>
  )
}
