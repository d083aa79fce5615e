import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { newKey } from '../../api/newKey.ts'
import { ApiProblem, call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { announce } from '../../ui/announce.ts'
import { notify } from '../../ui/notices.tsx'
import { LeaveGuard } from '../LeaveGuard.tsx'
import { SaveBar } from '../SaveBar.tsx'
import { changed, type Draft, type DraftRule, draftOf, moved, newRule, type Routing, routingOf } from './draft.ts'
import { Otherwise } from './Otherwise.tsx'
import { RuleCard } from './RuleCard.tsx'
import classes from './routing.module.css'
import { ruleFields } from './rule-fields.ts'
import { useRoutingWorld } from './useNames.ts'

/** Changes the rules on screen, in any order, and saves them as a whole. */
export function RoutingEditor({ saved }: { saved: Routing }) {
  const t = useText()
  const world = useRoutingWorld()
  const { draft, setDraft, version, isDirty, discard, accept } = useDraft(saved)
  const [opened, setOpened] = useState<string | null>(null)
  const shown = [
    'updateWithinHours',
    'lastResortId',
    ...draft.rules.flatMap((_rule, at) => ruleFields.map((field) => `rules.${at}.${field}`)),
  ]
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    const ifMatch = version
    accept(await call('replaceRoutingRules', { body: routingOf(draft), ifMatch }).catch(readAnewWhenStale))
    setOpened(null)
    notify({ words: t('routing.saved') })
  }, shown)
  const setRules = (change: (rules: DraftRule[]) => DraftRule[]) =>
    setDraft((before) => ({ ...before, rules: change(before.rules) }))
  const add = () => {
    const key = `new ${newKey()}`
    setRules((rules) => [...rules, newRule(key, t('routing.new_name'))])
    setOpened(key)
  }
  const move = (rule: DraftRule, by: -1 | 1) => {
    setRules((rules) => moved(rules, rule.key, by))
    announce(t('routing.moved', { name: rule.name, number: draft.rules.indexOf(rule) + 1 + by }))
  }
  const remove = (rule: DraftRule) => {
    const before = draft.rules
    setRules((rules) => rules.filter(({ key }) => key !== rule.key))
    notify({ words: t('routing.removed', { name: rule.name }), onUndo: () => setRules(() => before) })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off">
      <LeaveGuard isDirty={isDirty} />
      {draft.rules.length === 0 && <p className={classes.quiet}>{t('routing.none')}</p>}
      <ol className={classes.rules}>
        {draft.rules.map((rule, at) => (
          <RuleCard
            key={rule.key}
            rule={rule}
            at={at}
            count={draft.rules.length}
            world={world}
            isOpen={opened === rule.key || ruleFields.some((field) => errorOf(`rules.${at}.${field}`))}
            onOpen={(isOpen) => setOpened(isOpen ? rule.key : null)}
            onChange={(change) => setRules((rules) => changed(rules, rule.key, change))}
            onMove={(by) => move(rule, by)}
            onRemove={() => remove(rule)}
            errorOf={(field) => errorOf(`rules.${at}.${field}`)}
          />
        ))}
      </ol>
      <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
        {t('routing.add')}
      </Button>
      <Otherwise
        draft={draft}
        people={world.people}
        onChange={(change) => setDraft((before) => ({ ...before, ...change }))}
        errorOf={errorOf}
      />
      <FormFailure>{failure}</FormFailure>
      {isDirty && (
        <SaveBar saveLabel={t('routing.save')} isBusy={isBusy} onDiscard={discard}>
          {t('routing.unsaved')}
        </SaveBar>
      )}
    </form>
  )
}

/** What is on screen beside what is saved. Somebody else's saving does not take away what is being typed. */
function useDraft(saved: Routing) {
  const [base, setBase] = useState(saved)
  const [draft, setDraft] = useState<Draft>(() => draftOf(saved))
  const isDirty = JSON.stringify(routingOf(draft)) !== JSON.stringify(routingOf(draftOf(base)))
  const begin = (routing: Routing) => {
    setBase(routing)
    setDraft(draftOf(routing))
  }
  if (saved !== base && !isDirty) begin(saved)
  const accept = (routing: Routing) => {
    queries.setQueryData(['readRoutingRules', {}], routing)
    begin(routing)
  }
  return { draft, setDraft, version: base.version, isDirty, accept, discard: () => begin(saved) }
}

/** So that discarding shows what somebody else saved meanwhile. */
function readAnewWhenStale(error: unknown): never {
  if (error instanceof ApiProblem && error.status === 412)
    void queries.invalidateQueries({ queryKey: ['readRoutingRules'] })
  throw error
}
