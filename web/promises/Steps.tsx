import { Button, Modal, MultiSelect, Title } from '@mantine/core'
import { IconRoute } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../api/ask.ts'
import { type AnswerOf, call } from '../api/client.ts'
import { FormFailure } from '../forms/FormFailure.tsx'
import { useSubmit } from '../forms/useSubmit.ts'
import { useLanguage, useText } from '../language/useLanguage.ts'
import { queries } from '../queries.ts'
import { useMay } from '../session/useSession.ts'
import { longList } from '../settings/long-list.ts'
import { Empty } from '../ui/Empty.tsx'
import { Failed } from '../ui/Failed.tsx'
import { FormButtons } from '../ui/FormButtons.tsx'
import { Loading } from '../ui/Loading.tsx'
import { notify } from '../ui/notices.tsx'
import { Wide } from '../ui/Wide.tsx'
import { useProductChoices } from './choices.ts'
import { type ServicePromise, usePlaceNames, wordsOf } from './names.ts'
import classes from './promises.module.css'

type Step = AnswerOf<'listTopics'>['steps'][number]

/** What customers go through: which products, and which promises must be kept at each step. */
export function Steps() {
  const t = useText()
  const { language } = useLanguage()
  const topics = useQuery(ask('listTopics', {}))
  const promises = useQuery(ask('listPromises', {}))
  const products = useQuery(ask('readStepProducts', {}))
  const [edited, setEdited] = useState<Step | null>(null)
  const error = topics.error ?? promises.error ?? products.error
  if (error)
    return (
      <Failed
        error={error}
        onRetry={() => void Promise.all([topics.refetch(), promises.refetch(), products.refetch()])}
      />
    )
  if (!topics.data || !promises.data || !products.data) return <Loading shape="text" lines={6} />
  if (topics.data.steps.length === 0)
    return (
      <Empty title={t('journeys.none')} icon={<IconRoute size={28} stroke={1.5} />}>
        {t('journeys.none_why')}
      </Empty>
    )
  const through = new Map(products.data.map(({ stepId, productIds }) => [stepId, productIds]))
  const inForce = promises.data.filter(({ state }) => state === 'in_force')
  const journeys = Map.groupBy(topics.data.steps, ({ journey }) => journey[language])
  return (
    <>
      <p className={classes.about}>{t('promise.steps_about')}</p>
      {[...journeys].map(([journey, steps]) => (
        <section key={journey}>
          <Title order={2}>{journey}</Title>
          <Wide label={journey}>
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">{t('causes.step')}</th>
                  <th scope="col">{t('promise.steps_products')}</th>
                  <th scope="col">{t('promise.steps_promises')}</th>
                </tr>
              </thead>
              <tbody>
                {steps.map((step) => (
                  <StepRow
                    key={step.id}
                    step={step}
                    productIds={through.get(step.id) ?? []}
                    promises={inForce.filter(({ stepIds }) => stepIds.length === 0 || stepIds.includes(step.id))}
                    onEdit={() => setEdited(step)}
                  />
                ))}
              </tbody>
            </table>
          </Wide>
        </section>
      ))}
      <Modal opened={edited !== null} onClose={() => setEdited(null)} title={edited?.name[language]}>
        {edited && (
          <StepProductsForm stepId={edited.id} stated={through.get(edited.id) ?? []} onDone={() => setEdited(null)} />
        )}
      </Modal>
    </>
  )
}

type StepRowProps = { step: Step; productIds: string[]; promises: ServicePromise[]; onEdit: () => void }

function StepRow({ step, productIds, promises, onEdit }: StepRowProps) {
  const t = useText()
  const may = useMay()
  const { language } = useLanguage()
  const { product } = usePlaceNames()
  return (
    <tr>
      <th scope="row">{step.name[language]}</th>
      <td>
        {productIds.length > 0 ? productIds.map(product).join(', ') : t('promise.steps_not_stated')}
        {may('storeStepProducts') && (
          <small className="not-printed">
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={t('promise.steps_say_of', { step: step.name[language] })}
              onClick={onEdit}
            >
              {t('promise.steps_say')}
            </Button>
          </small>
        )}
      </td>
      <td>
        {promises.length === 0 && t('promise.steps_no_promise')}
        <ul>
          {promises.map((promise) => (
            <li key={promise.id}>{t('promise.quoted', { words: wordsOf(promise, language) })}</li>
          ))}
        </ul>
      </td>
    </tr>
  )
}

function StepProductsForm({ stepId, stated, onDone }: { stepId: string; stated: string[]; onDone: () => void }) {
  const t = useText()
  const choices = useProductChoices()
  const [productIds, setProductIds] = useState(stated)
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    await call('storeStepProducts', { params: { id: stepId }, body: { productIds } })
    await queries.invalidateQueries({ queryKey: ['readStepProducts'] })
    await queries.invalidateQueries({ queryKey: ['readTouched'] })
    notify({ words: t('promise.steps_saved') })
    onDone()
  }, ['productIds'])
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.stack}>
      <MultiSelect
        {...longList}
        data-autofocus
        searchable
        clearable
        label={t('promise.steps_products')}
        description={t('promise.steps_products_why')}
        data={choices}
        value={productIds}
        error={errorOf('productIds')}
        onChange={setProductIds}
      />
      <FormFailure>{failure}</FormFailure>
      <FormButtons submitLabel={t('settings.save')} isBusy={isBusy} onCancel={onDone} />
    </form>
  )
}
