import type { AnswerOf } from '../../api/client.ts'
import type { Rule } from './sentence.ts'

export type Routing = AnswerOf<'readRoutingRules'>
/** A rule on screen. `key` tells it from the others, whatever place it moves to. */
export type DraftRule = Rule & { key: string }
export type Draft = { rules: DraftRule[]; lastResortId: string; updateWithinHours: number | '' }

/** What is saved, ready to be changed. */
export function draftOf({ rules, version: _version, ...rest }: Routing): Draft {
  return { ...rest, rules: rules.map((rule, at) => ({ ...rule, key: `saved ${at}` })) }
}

/** What is sent to be saved. Conditions that hold nothing are left out. */
export function routingOf({ rules, lastResortId, updateWithinHours }: Draft): Omit<Routing, 'version'> {
  return {
    rules: rules.map(({ key: _key, conditions, ...rule }) => ({ ...rule, conditions: withoutEmpty(conditions) })),
    lastResortId,
    updateWithinHours: Number(updateWithinHours),
  }
}

function withoutEmpty(conditions: Rule['conditions']): Rule['conditions'] {
  const given = Object.entries(conditions).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(given)
}

/** The rules with one of them moved up (-1) or down (1); unchanged at the end of the list. */
export function moved(rules: DraftRule[], key: string, by: -1 | 1): DraftRule[] {
  const from = rules.findIndex((rule) => rule.key === key)
  const to = from + by
  const rule = rules[from]
  if (!rule || to < 0 || to >= rules.length) return rules
  return rules.toSpliced(from, 1).toSpliced(to, 0, rule)
}

/** The rules with one of them changed. */
export const changed = (rules: DraftRule[], key: string, change: Partial<Rule>): DraftRule[] =>
  rules.map((rule) => (rule.key === key ? { ...rule, ...change } : rule))

/** A rule that is on, applies always and leads to nobody yet. */
export const newRule = (key: string, name: string): DraftRule => ({
  key,
  name,
  active: true,
  conditions: {},
  toPersonId: null,
  toTeamId: null,
})
