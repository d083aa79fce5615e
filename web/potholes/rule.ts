import type { RuleFilters } from '../../src/potholes/counting/contract.ts'
import type { Choice } from '../complaints/list/choices/choice.ts'
import type { ListSearch } from '../complaints/list/search.ts'

const names = [
  'q',
  'product',
  'issue',
  'itself',
  'step',
  'channel',
  'language',
  'causeClass',
  'causeLocus',
  'cause',
  'field',
] as const satisfies (keyof RuleFilters & keyof ListSearch)[]

/** Of the address of a list of complaints, what says what they are about: a rule by which they can be counted. Null: nothing. */
export function ruleOf(search: ListSearch): RuleFilters | null {
  const stated = names.flatMap((name) => (search[name] ? [[name, search[name]] as const] : []))
  const [first] = stated
  return !first || (stated.length === 1 && first[0] === 'itself') ? null : (Object.fromEntries(stated) as RuleFilters)
}

/** The list of the complaints of a rule, as an address. */
export const complaintsOf = (rule: RuleFilters, more: Record<string, string> = {}): string =>
  `/complaints?${new URLSearchParams({ ...(rule as Record<string, string>), ...more })}`

/** Those of the filters of the list that can be part of a rule. */
export const inRule = (choices: Choice[]): Choice[] =>
  choices
    .filter(({ key }) => (names as readonly string[]).includes(key) || key.startsWith('field '))
    .map((choice) =>
      choice.key === 'cause' && choice.kind === 'several'
        ? {
            ...choice,
            options: choice.options.filter(({ value }) => !value.startsWith('coded:') && value !== 'cause:none'),
          }
        : choice,
    )
