import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { usePlaceNames, wordsOf } from '../../promises/names.ts'
import { useMay } from '../../session/useSession.ts'
import { explain } from '../../ui/explain.ts'
import { notify } from '../../ui/notices.tsx'
import type { Pothole } from '../parts.tsx'
import { NameOthers } from './NameOthers.tsx'
import classes from './touched.module.css'
import { nameTouched, type Touched } from './useTouched.ts'

type NamedProps = { pothole: Pothole; touched: Touched }

/** The promises and steps that were named, and those that the complaints speak for. */
export function Named({ pothole, touched }: NamedProps) {
  const t = useText()
  const may = useMay()
  const { language } = useLanguage()
  const { step } = usePlaceNames()
  const { data: promises = [] } = useQuery(ask('listPromises', {}))
  const [isNaming, setNaming] = useState(false)
  const mayName = may('nameTouched')
  const named = {
    promiseIds: touched.promises.filter((each) => each.named).map(({ id }) => id),
    stepIds: touched.steps.filter((each) => each.named).map(({ id }) => id),
  }
  const without = (ids: string[], id: string, isNamed: boolean) =>
    isNamed ? ids.filter((each) => each !== id) : [...ids, id]
  const change = async (next: typeof named) => {
    try {
      await nameTouched(pothole, next)
    } catch (error) {
      notify({ tone: 'failed', words: explain(error, t) })
    }
  }
  const words = (id: string) => {
    const promise = promises.find((each) => each.id === id)
    return promise ? t('promise.quoted', { words: wordsOf(promise, language) }) : '…'
  }
  return (
    <section className={classes.section} aria-labelledby="touched-what">
      <h2 id="touched-what">{t('touched.what')}</h2>
      <p className={classes.about}>{t('touched.what_why', { count: touched.shown })}</p>
      <div className={classes.columns}>
        <List
          title={t('touched.promises')}
          none={t('touched.no_promise')}
          items={touched.promises}
          shown={touched.shown}
          nameOf={words}
          onChange={
            mayName ? (id, was) => void change({ ...named, promiseIds: without(named.promiseIds, id, was) }) : null
          }
        />
        <List
          title={t('touched.steps')}
          none={t('touched.no_step')}
          items={touched.steps}
          shown={touched.shown}
          nameOf={step}
          onChange={mayName ? (id, was) => void change({ ...named, stepIds: without(named.stepIds, id, was) }) : null}
        />
      </div>
      {mayName && (
        <div className={`${classes.bar} not-printed`}>
          <Button size="xs" variant="default" onClick={() => setNaming(true)}>
            {t('touched.name_others')}
          </Button>
        </div>
      )}
      <Modal opened={isNaming} onClose={() => setNaming(false)} title={t('touched.name_others')}>
        <NameOthers pothole={pothole} named={named} promises={promises} onDone={() => setNaming(false)} />
      </Modal>
    </section>
  )
}

type ListProps = {
  title: string
  none: string
  items: Touched['promises']
  /** How many complaints show the pothole, or may show it. */
  shown: number
  nameOf: (id: string) => string
  onChange: ((id: string, wasNamed: boolean) => void) | null
}

function List({ title, none, items, shown, nameOf, onChange }: ListProps) {
  const t = useText()
  const sorted = items.toSorted(
    (one, other) => Number(other.named) - Number(one.named) || other.complaints - one.complaints,
  )
  return (
    <div>
      <h3>{title}</h3>
      {items.length === 0 && <p className={classes.about}>{none}</p>}
      <ul className={classes.list}>
        {sorted.map(({ id, named, complaints }) => (
          <li key={id} className={classes.touched}>
            <span>
              {named ? <strong>{nameOf(id)}</strong> : nameOf(id)}
              <span className={classes.quiet}>
                {t(named ? 'touched.named' : 'touched.offered', { count: complaints, shown })}
              </span>
            </span>
            {onChange && (
              <Button
                size="compact-xs"
                variant={named ? 'subtle' : 'default'}
                className="not-printed"
                aria-label={t(named ? 'touched.unname_one' : 'touched.name_one', { what: nameOf(id) })}
                onClick={() => onChange(id, named)}
              >
                {t(named ? 'touched.unname' : 'touched.name')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
