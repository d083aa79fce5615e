import { useLanguage, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { explain } from '../../ui/explain.ts'
import { FilterPick, type PickOption } from '../../ui/filters/FilterPick.tsx'
import { notify } from '../../ui/notices.tsx'
import { useAct } from '../act.ts'
import type { Complaint } from '../people.ts'
import { useTopics } from '../topics.ts'
import { useEdit } from '../useEdit.ts'
import { type Branch, pathTo, treeOf } from '../tree.ts'
import { Fact } from './Fact.tsx'

type Topic = 'productId' | 'issueId' | 'stepId'

/** What the complaint is about. Those who code may change it with one choice, and take it back. */
export function Topics({ complaint }: { complaint: Complaint }) {
  const t = useText()
  const { language } = useLanguage()
  const { product, issue, step } = complaint
  const { products = [], issues = [], steps = [] } = useTopics() ?? {}
  return (
    <>
      <TopicField
        complaint={complaint}
        topic="productId"
        name={t('causes.product')}
        at={product?.id ?? null}
        shown={pathOf(products, product)}
        options={treeOf(products)}
      />
      <TopicField
        complaint={complaint}
        topic="issueId"
        name={t('causes.issue')}
        at={issue?.id ?? null}
        shown={pathOf(issues, issue)}
        options={treeOf(issues)}
      />
      <TopicField
        complaint={complaint}
        topic="stepId"
        name={t('causes.step')}
        at={step?.id ?? null}
        shown={step && step.name[language]}
        options={steps.map(({ id, name }) => ({ value: id, label: name[language] }))}
      />
    </>
  )
}

const pathOf = (branches: readonly Branch[], at: { id: string; name: string } | null): string | null =>
  at && (pathTo(branches, at.id).join(' › ') || at.name)

type TopicFieldProps = {
  complaint: Complaint
  topic: Topic
  name: string
  at: string | null
  shown: string | null
  options: PickOption[]
}

function TopicField({ complaint, topic, name, at, shown, options }: TopicFieldProps) {
  const t = useText()
  const may = useMay()
  const { act } = useAct()
  const value = shown ?? t('causes.not_stated')
  const edit = useEdit()
  const nameOf = (id: unknown) => options.find((option) => option.value === id)?.label ?? t('causes.not_stated')
  const change = (seen: Complaint, to: string | null, before: string | null) =>
    act(async () => {
      try {
        const words = { [topic]: { label: name, show: nameOf } }
        const { outcome, aside, stored } = await edit(seen, { [topic]: to }, words)
        if (outcome === 'put_off') return
        const said = [outcome === 'theirs' ? null : t('complaint.changed', { field: name }), aside]
        const isMine = stored !== seen
        notify({
          words: said.filter((each) => each !== null).join(' '),
          ...(isMine && { onUndo: () => void change(stored, before, to) }),
        })
      } catch (error) {
        notify({ tone: 'failed', words: t('complaint.not_changed', { field: name, why: explain(error, t) }) })
        throw error
      }
    })
  return (
    <Fact name={name}>
      {may('classifyComplaint') ? (
        <FilterPick
          label={value}
          factName={t('complaint.change', { field: name, value })}
          options={options}
          chosen={at}
          onChange={(to) => void change(complaint, to, at)}
        />
      ) : (
        value
      )}
    </Fact>
  )
}
