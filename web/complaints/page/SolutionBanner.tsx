import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { CustomersWordDialog } from '../dialogs/CustomersWordDialog.tsx'
import type { Complaint } from '../people.ts'
import classes from './HandoverBanner.module.css'

type State = AnswerOf<'readSolution'>
type Solution = State['solutions'][number]

/** Where the question stands whether it is solved: asked and when we ask again, or answered and waiting for management. */
export function SolutionBanner({ complaint }: { complaint: Complaint }) {
  const t = useText()
  const may = useMay()
  const [isRecording, setRecording] = useState(false)
  const { data } = useQuery(ask('readSolution', { params: { reference: complaint.reference } }))
  if (!data) return null
  const [last] = data.solutions
  if (complaint.closedAt) return <Rated state={data} />
  const hasSpoken = last?.answer === 'wrote'
  if (!data.waiting && !(last && (last.answer === null || hasSpoken))) return null
  return (
    <section aria-label={t('solution.title')} className={classes.banner}>
      {data.waiting && <p>{t('solution.waits', { closure: data.waiting.closure })}</p>}
      {data.waiting && <p className={classes.note}>{data.waiting.words}</p>}
      {!data.waiting && last && <Asked solution={last} />}
      {!data.waiting && may('recordCustomersWord') && (
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => setRecording(true)}>
            {t('customers_word.action')}
          </Button>
        </Group>
      )}
      <CustomersWordDialog complaint={complaint} isOpen={isRecording} onClose={() => setRecording(false)} />
    </section>
  )
}

/** When we asked, whether by letter, and what comes when. */
function Asked({ solution }: { solution: Solution }) {
  const t = useText()
  const format = useFormat()
  const { answer, proposedAt, letter, remindersSent, remindersStated, nextStepAt, closesAt } = solution
  const next = nextStepAt && closesAt
  return (
    <>
      <p>{answer === 'wrote' ? t('solution.wrote') : t('solution.asked', { when: format.dateTime(proposedAt) })}</p>
      {answer === null && (
        <p className={classes.when}>
          {next
            ? t('solution.next', {
                sent: remindersSent,
                stated: remindersStated,
                next: format.dateTime(nextStepAt),
                closes: format.dateTime(closesAt),
              })
            : t(letter ? 'solution.lost' : 'solution.no_letter')}
        </p>
      )}
    </>
  )
}

/** How it was for the customer, once they said so. */
function Rated({ state: { rating } }: { state: State }) {
  const t = useText()
  if (rating.satisfaction === null) return null
  return (
    <section aria-label={t('rating.title')} className={classes.banner}>
      <p>{t('rating.given', { satisfaction: rating.satisfaction, effort: rating.effort ?? 0 })}</p>
      {rating.comment && <p className={classes.note}>{rating.comment}</p>}
    </section>
  )
}
