import { type Language, localeOf } from '../../../src/platform/texts/languages.ts'
import type { AnswerOf } from '../../api/client.ts'
import type { Translate } from '../../language/useLanguage.ts'

export type Rule = AnswerOf<'readRoutingRules'>['rules'][number]

/** Names for what a rule holds as ids and codes. */
export type Names = {
  person: (id: string) => string
  team: (id: string) => string
  product: (id: string) => string
  channel: (code: string) => string
  language: (code: string) => string
  field: (key: string) => string
  /** What a field's value is called. */
  option: (key: string, value: string) => string
}

type Speaker = { names: Names; t: Translate; language: Language }

/** What a rule does, as one sentence: when it applies, and who then becomes the owner. */
export function sayRule(rule: Rule, speaker: Speaker): string {
  const { t, language } = speaker
  const conditions = sayConditions(rule.conditions, speaker)
  const owner = sayOwner(rule, speaker)
  if (conditions.length === 0) return t('routing.says_always', { owner })
  const all = new Intl.ListFormat(localeOf(language), { type: 'conjunction' }).format(conditions)
  return t('routing.says_if', { conditions: all, owner })
}

function sayConditions(conditions: Rule['conditions'], { names, t, language }: Speaker): string[] {
  const { productIds = [], channels = [], languages = [], customerIds = [], fields = [], workingHours } = conditions
  const any = (values: string[]) => new Intl.ListFormat(localeOf(language), { type: 'disjunction' }).format(values)
  const said: string[] = []
  if (productIds.length > 0) said.push(t('routing.if_product', { products: any(productIds.map(names.product)) }))
  if (channels.length > 0) said.push(t('routing.if_channel', { channels: any(channels.map(names.channel)) }))
  if (languages.length > 0) said.push(t('routing.if_language', { languages: any(languages.map(names.language)) }))
  if (customerIds.length > 0) said.push(t('routing.if_customer', { count: customerIds.length }))
  said.push(...fields.map((field) => sayField(field, any, { names, t })))
  if (workingHours) {
    const { days, from, to, timeZone } = workingHours
    said.push(t('routing.if_hours', { days: sayDays(days, language), from, to, zone: timeZone }))
  }
  return said
}

type FieldCondition = NonNullable<Rule['conditions']['fields']>[number]

function sayField(
  { key, anyOf = [], from = '…', to = '…' }: FieldCondition,
  any: (values: string[]) => string,
  { names, t }: Pick<Speaker, 'names' | 't'>,
): string {
  const values = anyOf.length > 0 ? any(anyOf.map((value) => names.option(key, value))) : `${from} – ${to}`
  return t('routing.if_field', { field: names.field(key), values })
}

function sayOwner({ toPersonId, toTeamId, conditions: { mostOpen } }: Rule, { names, t }: Speaker): string {
  if (!toPersonId && !toTeamId) return t('routing.owner_none')
  const owner = toPersonId
    ? t('routing.owner_person', { name: names.person(toPersonId) })
    : t('routing.owner_team', { team: names.team(toTeamId ?? '') })
  return mostOpen ? t('routing.owner_below', { owner, count: mostOpen }) : owner
}

/** Days of the week (1 Monday to 7 Sunday) as runs. @example sayDays([1, 2, 3, 4, 5, 7], 'en')  // 'Mon–Fri, Sun' */
export function sayDays(days: readonly number[], language: Language): string {
  const sorted = [...days].sort((one, other) => one - other)
  const runs: [first: number, last: number][] = []
  for (const day of sorted) {
    const run = runs.at(-1)
    if (run && day - run[1] <= 1) run[1] = day
    else runs.push([day, day])
  }
  const name = (day: number) => dayName(day, language, 'short')
  return runs
    .map(([first, last]) => {
      if (first === last) return name(first)
      return last - first === 1 ? `${name(first)}, ${name(last)}` : `${name(first)}–${name(last)}`
    })
    .join(', ')
}

/** @param day 1 Monday to 7 Sunday */
export function dayName(day: number, language: Language, length: 'short' | 'long'): string {
  // 5 January 2026 was a Monday.
  return new Intl.DateTimeFormat(localeOf(language), { weekday: length, timeZone: 'UTC' }).format(
    Date.UTC(2026, 0, 4 + day),
  )
}
