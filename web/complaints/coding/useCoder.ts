import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ask } from '../../api/ask.ts'
import { call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { notify } from '../../ui/notices.tsx'
import { useAct } from '../act.ts'
import { useTaxonomy } from '../topics.ts'
import { type Answers, classOf, codingOf } from './answers.ts'
import type { Pass } from './pass.ts'

type Round = { reference: string; pass: Pass; isRound: boolean }

/** Stores codings and leads from one complaint to the next. */
export function useCoder({ reference, pass, isRound }: Round) {
  const t = useText()
  const navigate = useNavigate()
  const taxonomy = useTaxonomy()
  const { act, isBusy, failure } = useAct()
  // Asked while the coder reads, so that the next complaint is there at once.
  const { data: next } = useQuery({ ...ask('nextToCode', { query: { pass, after: reference } }), enabled: isRound })
  const goOn = async () => {
    const { reference: after } = next ?? (await call('nextToCode', { query: { pass, after: reference } }))
    // After the last one, those that were skipped.
    const found = after ?? (await call('nextToCode', { query: { pass } })).reference
    if (found && found !== reference) {
      await navigate({ to: '/complaints/$reference', params: { reference: found }, search: { pass } })
    } else {
      await navigate({ to: '/coding' })
    }
  }
  const save = (answers: Answers) =>
    act(async () => {
      const coding = codingOf(answers, taxonomy?.causes ?? [])
      await call('codeComplaint', { params: { reference }, body: { pass, ...coding } })
      notify({ words: t('coding.saved', { reference, class: t(`cause.class.${classOf(answers) ?? 'unknown'}`) }) })
    })
  return {
    isBusy,
    failure,
    left: next,
    save,
    saveAndGoOn: async (answers: Answers) => {
      if (await save(answers)) await goOn()
    },
    skip: goOn,
  }
}
