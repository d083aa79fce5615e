import { Badge, Button, Modal, Radio, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import type { Complaint } from '../../complaints/people.ts'
import { useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { Failed } from '../../ui/Failed.tsx'
import { FilterSearch } from '../../ui/filters/FilterSearch.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { useEvidence } from '../evidence/useEvidence.ts'
import { OpenPothole } from '../opening/OpenPothole.tsx'
import classes from './showing.module.css'

type Guess = AnswerOf<'guessPotholes'>[number]

/** A button that asks which pothole a complaint shows: an open one, the likeliest first, or a new one. */
export function ShowPothole({ complaint }: { complaint: Complaint }) {
  const t = useText()
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  if (complaint.pothole || !may('pickEvidence')) return null
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {t('showing.action')}
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t('showing.title')} size="lg">
        <ChoosePothole complaint={complaint} onDone={() => setOpen(false)} />
      </Modal>
    </>
  )
}

/** Open potholes to choose from, and the way to a new one with what the complaint says. */
function ChoosePothole({ complaint, onDone }: { complaint: Complaint; onDone: () => void }) {
  const t = useText()
  const { reference } = complaint
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const evidence = useEvidence(chosen ?? '')
  const found = useQuery(ask('guessPotholes', { params: { reference } }))
  if (found.isPending) return <Loading lines={4} />
  if (found.isError)
    return <Failed error={found.error} onRetry={() => void found.refetch()} isRetrying={found.isFetching} />
  const fits = ({ name, statement }: Guess) => `${name} ${statement}`.toLowerCase().includes(words.toLowerCase())
  return (
    <Stack gap="sm">
      <p className={classes.why}>{t(found.data.length > 0 ? 'showing.why' : 'showing.none')}</p>
      {found.data.length > 5 && <FilterSearch label={t('potholes.search')} value={words} onChange={setWords} />}
      <Radio.Group aria-label={t('showing.title')} value={chosen ?? ''} onChange={setChosen}>
        <Stack gap="xs" className={classes.guesses}>
          {found.data.filter(fits).map((guess) => (
            <Radio key={guess.id} value={guess.id} label={<GuessWords guess={guess} />} description={guess.statement} />
          ))}
        </Stack>
      </Radio.Group>
      <div className={classes.buttons}>
        <OpenPothole label={t('showing.open_new')} from={beginningOf(complaint)} onOpened={onDone} />
        <Button
          size="xs"
          disabled={chosen === null}
          loading={evidence.isBusy}
          onClick={() => void evidence.pick([reference]).then((isDone) => isDone && onDone())}
        >
          {t('showing.submit')}
        </Button>
      </div>
    </Stack>
  )
}

function GuessWords({ guess: { name, owner, complaints, fits } }: { guess: Guess }) {
  const t = useText()
  return (
    <span className={classes.guess}>
      <strong>{name}</strong>
      <span className={classes.quiet}>
        {owner.name} · {t('pothole.complaints', { count: complaints })}
      </span>
      {fits && (
        <Badge variant="default" size="sm">
          {t(`showing.fits.${fits}`)}
        </Badge>
      )}
    </span>
  )
}

/** What a complaint tells of a pothole that is opened from it. */
function beginningOf({ reference, product, issue, cause, reachedManagementAt }: Complaint) {
  const about = [product?.name, issue?.name].filter(Boolean).join(': ')
  const rule = {
    ...(product && { product: product.id }),
    ...(issue && { issue: issue.id }),
    ...(cause && { cause: cause.id }),
  }
  return {
    name: about,
    rule: Object.keys(rule).length > 0 ? rule : null,
    origin: reachedManagementAt ? ('escalation' as const) : ('selection' as const),
    ...(reachedManagementAt && { originRef: reference }),
    complaints: [reference],
  }
}
