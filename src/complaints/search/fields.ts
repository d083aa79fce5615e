import { nearest } from '../../language/slips.ts'

/**
 * What can be asked for in the search box besides words, as `name:value`. Each is a filter of the list under the names that
 * stand on the screen in either language, and those that people try. The first is offered in English, the second in Russian.
 */
export const fieldNames = {
  owner: ['owner', 'ответственный', 'assignee', 'assigned', 'владелец', 'исполнитель'],
  team: ['team', 'команда', 'group', 'отдел'],
  product: ['product', 'продукт'],
  issue: ['issue', 'проблема', 'topic', 'тема'],
  step: ['step', 'шаг'],
  channel: ['channel', 'канал', 'via'],
  language: ['language', 'язык', 'lang'],
  cause: ['cause', 'причина'],
  is: ['is', 'состояние', 'state', 'status', 'статус', 'closure', 'закрытие'],
  due: ['due', 'срок'],
  customer: ['customer', 'клиент', 'client', 'покупатель'],
  logged: ['logged', 'записал', 'записала', 'loggedby', 'принял', 'приняла'],
  from: ['from', 'от', 'since', 'с', 'after', 'после'],
  to: ['to', 'до', 'until', 'по', 'before'],
  on: ['on', 'дата', 'received', 'получена', 'date', 'день'],
  has: ['has', 'есть', 'with', 'имеет'],
  number: ['number', 'номер', 'no', 'reference', 'id'],
  tag: ['tag', 'метка', 'тег', 'label'],
} as const satisfies Record<string, readonly string[]>

export type FieldName = keyof typeof fieldNames
export const fields = Object.keys(fieldNames) as FieldName[]

/** The name under which a field is offered. */
export const nameIn = (field: FieldName, language: 'en' | 'ru'): string => fieldNames[field][language === 'ru' ? 1 : 0]

const byName = new Map<string, FieldName>(fields.flatMap((field) => fieldNames[field].map((name) => [name, field])))

/** The field of a name as typed, in either language and any case. */
export const fieldNamed = (name: string): FieldName | null => byName.get(name.toLowerCase()) ?? null

/** The name that was probably meant by one that is none: `chanel` is `channel`. */
export const nameMeant = (name: string): string | null => nearest(name.toLowerCase(), byName.keys())
