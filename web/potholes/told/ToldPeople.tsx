import { Button, Checkbox, Select } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { explain } from '../../ui/explain.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { notify } from '../../ui/notices.tsx'
import { Wide } from '../../ui/Wide.tsx'
import { ByHand } from './ByHand.tsx'
import { canRetry, canTellByHand, type Telling, told, type ToldPerson, type ToldState } from './telling.ts'
import { ToldRow } from './ToldRow.tsx'
import classes from './told.module.css'

type Props = { id: string; telling: Telling; state: ToldState | null; onState: (state: ToldState | null) => void }

/** Everybody who was hit, each with what they told us and how they stand; what did not arrive is done again or otherwise. */
export function ToldPeople({ id, telling, state, onState }: Props) {
  const t = useText()
  const { stage, states } = telling
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const found = useInfiniteQuery({
    queryKey: ['listToldPeople', id, stage, state, telling.alsoMatching],
    queryFn: ({ pageParam, signal }) =>
      call(
        'listToldPeople',
        { params: { id }, query: { stage, state: state ?? undefined, cursor: pageParam ?? undefined, limit: 50 } },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    refetchInterval: telling.state === 'running' ? 8000 : false,
  })
  const people = found.data?.pages.flatMap(({ items }) => items) ?? []
  const picked = people.filter(({ key }) => chosen.has(key))
  const choose = (key: string, isChosen: boolean) =>
    setChosen((before) => new Set(isChosen ? [...before, key] : [...before].filter((each) => each !== key)))
  const some = states.filter((each) => each.people > 0).map((each) => each.state)
  return (
    <section className={classes.section} aria-labelledby="told-people">
      <h2 id="told-people">{t('told.people')}</h2>
      <div className={`${classes.bar} not-printed`}>
        <Select
          label={t('told.people.state')}
          placeholder={t('told.people.all')}
          value={state}
          onChange={(value) => onState(value as ToldState | null)}
          data={some.map((value) => ({ value, label: t(`told.state.${value}`) }))}
          clearable
        />
        <Actions id={id} telling={telling} picked={picked} state={state} onDone={() => setChosen(new Set())} />
      </div>
      {found.error && <Failed error={found.error} onRetry={() => void found.refetch()} isRetrying={found.isFetching} />}
      {found.isPending && <Loading lines={5} />}
      {found.data && people.length === 0 && <p className={classes.quiet}>{t('told.people.none')}</p>}
      {people.length > 0 && <Table people={people} chosen={chosen} onChoose={choose} />}
      {found.hasNextPage && (
        <Button variant="default" mt="sm" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('told.people.more')}
        </Button>
      )}
    </section>
  )
}

type TableProps = {
  people: ToldPerson[]
  chosen: ReadonlySet<string>
  onChoose: (key: string, isChosen: boolean) => void
}

function Table({ people, chosen, onChoose }: TableProps) {
  const t = useText()
  const may = useMay()
  const mayChoose = may('tellByHand')
  return (
    <Wide label={t('told.people')}>
      <table className={classes.table}>
        <thead>
          <tr>
            {mayChoose && <th scope="col">{t('told.people.choose')}</th>}
            <th scope="col">{t('told.people.who')}</th>
            <th scope="col">{t('told.people.words')}</th>
            <th scope="col">{t('told.people.stands')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <ToldRow key={person.key} person={person}>
              {mayChoose && (
                <td>
                  {canTellByHand(person.state) && (
                    <Checkbox
                      aria-label={t('told.people.choose_one', {
                        who: person.name ?? person.address ?? person.reference ?? '',
                      })}
                      checked={chosen.has(person.key)}
                      onChange={(event) => onChoose(person.key, event.currentTarget.checked)}
                    />
                  )}
                </td>
              )}
            </ToldRow>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

type ActionsProps = {
  id: string
  telling: Telling
  picked: ToldPerson[]
  state: ToldState | null
  onDone: () => void
}

function Actions({ id, telling, picked, state, onDone }: ActionsProps) {
  const t = useText()
  const may = useMay()
  const [isByHand, setByHand] = useState<'picked' | 'no_address' | null>(null)
  const { stage, states } = telling
  const count = (of: ToldState) => states.find((each) => each.state === of)?.people ?? 0
  const retry = async (people: string[] | null) => {
    try {
      const done = await call('retryTold', { params: { id }, body: { stage, people } })
      notify({ words: t('told.retried', { count: done.people }) })
      onDone()
      await told()
    } catch (error) {
      notify({ words: explain(error, t), tone: 'failed' })
    }
  }
  // Without a mail server what is kept here would be kept here again.
  const failed = count('failed') + (telling.delivery === 'server' ? count('kept_here') : 0)
  const isRetriable = picked.length > 0 && picked.every((person) => canRetry(person.state))
  return (
    <>
      {may('retryTold') && failed > 0 && picked.length === 0 && (
        <Button variant="default" onClick={() => void retry(null)}>
          {t('told.retry_all')}
        </Button>
      )}
      {may('retryTold') && isRetriable && (
        <Button variant="default" onClick={() => void retry(picked.map(({ key }) => key))}>
          {t('told.retry', { count: picked.length })}
        </Button>
      )}
      {picked.length > 0 && (
        <Button variant="default" onClick={() => setByHand('picked')}>
          {t('told.by_hand', { count: picked.length })}
        </Button>
      )}
      {may('tellByHand') && state === 'no_address' && picked.length === 0 && count('no_address') > 0 && (
        <Button variant="default" onClick={() => setByHand('no_address')}>
          {t('told.by_hand_all', { count: count('no_address') })}
        </Button>
      )}
      <ByHand
        id={id}
        stage={stage}
        people={isByHand === 'no_address' ? 'no_address' : picked.map(({ key }) => key)}
        count={isByHand === 'no_address' ? count('no_address') : picked.length}
        isOpen={isByHand !== null}
        onClose={(isDone) => {
          setByHand(null)
          if (isDone) onDone()
        }}
      />
    </>
  )
}
