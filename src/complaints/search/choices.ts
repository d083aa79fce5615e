import { nearest } from '../../language/slips.ts'
import { allLanguages, type TextKey, text } from '../../platform/texts/index.ts'
import { channels, causeClasses, closures } from '../words.ts'

/** What a value can stand for: one parameter of the list, as in its address. */
export type Meaning = { filter: string; value: string }
export type Choice = Meaning & { names: string[] }
/** What a value means, and the word that was taken for it when it was not typed exactly. */
export type Chosen = { meaning: Meaning; meant: string | null }

const plain = (word: string): string =>
  word
    .trim()
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[-_\s]+/g, ' ')
const shown = (key: TextKey): string[] => allLanguages.map((language) => text(language, key))

/** A filter's own values, under the words that stand for them on the screen in every language. */
const fixed = (filter: string, values: readonly string[], prefix: string): Choice[] =>
  values.map((value) => ({ filter, value, names: [value, ...shown(`${prefix}.${value}` as TextKey)] }))

const loci = [
  'person',
  'system',
  'partner',
  'product',
  'process',
  'message',
  'need',
  'use',
  'expectation',
  'fit',
  'missed_information',
]
const none = ['none', 'нет', 'никто']
const dues = { overdue: ['просрочено'], today: ['сегодня'], tomorrow: ['завтра'], week: ['неделя', 'this week'] }
const usualLanguages =
  'en ru de fr es it pt nl pl uk be kk uz tr az hy ka cs sk sl hr sr bg ro hu el sv da nb fi et lv lt he ar fa hi bn ta te th vi id ms zh ja ko und'

function languages(): Choice[] {
  const names = allLanguages.map((each) => new Intl.DisplayNames([each], { type: 'language' }))
  return usualLanguages
    .split(' ')
    .map((value) => ({ filter: 'language', value, names: [value, ...names.map((name) => name.of(value) ?? value)] }))
}

/** The choices of each field that has a fixed list of them. */
export const choicesOf = {
  channel: [
    ...fixed('channel', channels, 'channel'),
    ...more('channel', { email: ['mail', 'почта'], phone: ['call'], web_form: ['web', 'сайт'] }),
  ],
  language: languages(),
  cause: [
    ...fixed('causeClass', causeClasses, 'cause.class'),
    ...fixed('causeLocus', loci, 'cause.locus'),
    { filter: 'coded', value: 'false', names: [...none, 'uncoded', ...shown('cause.class.uncoded')] },
  ],
  is: [
    { filter: 'state', value: 'open', names: ['open', 'открытые', 'открыто', ...shown('complaint.open')] },
    { filter: 'state', value: 'closed', names: ['closed', 'закрытые', 'закрыто', ...shown('complaint.closed')] },
    { filter: 'overdue', value: 'true', names: ['overdue', 'late', 'просрочено', ...shown('complaints.only_overdue')] },
    { filter: 'owner', value: 'me', names: ['mine', 'моя', 'мое', 'мои'] },
    { filter: 'coded', value: 'true', names: ['coded', ...shown('complaints.coded')] },
    { filter: 'coded', value: 'false', names: ['uncoded', ...shown('cause.class.uncoded')] },
    { filter: 'reachedManagement', value: 'true', names: ['escalated', 'эскалация', 'у руководства'] },
    ...fixed('closure', closures, 'closure'),
  ],
  due: Object.entries(dues).map(([value, names]) => ({ filter: 'due', value, names: [value, ...names] })),
  has: [
    { filter: 'withWords', value: 'true', names: ['words', 'text', 'слова', 'текст'] },
    {
      filter: 'attachments',
      value: 'true',
      names: ['attachment', 'attachments', 'file', 'files', 'файл', 'файлы', 'вложение', 'вложения'],
    },
    { filter: 'customer', value: '-none', names: ['customer', 'клиент', 'клиента'] },
    { filter: 'product', value: '-none', names: ['product', 'продукт'] },
    { filter: 'issue', value: '-none', names: ['issue', 'проблема', 'проблему'] },
    { filter: 'coded', value: 'true', names: ['cause', 'причина', 'причину'] },
    { filter: 'tag', value: '-none', names: ['tag', 'tags', 'метка', 'метку', 'метки'] },
    { filter: 'handover', value: 'open', names: ['handover', 'передача', 'передачу'] },
    { filter: 'pothole', value: '-none', names: ['pothole', 'яма', 'яму'] },
    {
      filter: 'attachments',
      value: 'true',
      names: ['attachment', 'attachments', 'file', 'files', 'вложение', 'вложения', 'файл', 'файлы'],
    },
  ],
} satisfies Record<string, Choice[]>

function more(filter: string, names: Record<string, string[]>): Choice[] {
  return Object.entries(names).map(([value, each]) => ({ filter, value, names: each }))
}

/** What stands for oneself, and for nobody or nothing, in either language. */
export const isMe = (value: string): boolean => ['me', 'я', 'мне', 'мой', 'моя'].includes(plain(value))
export const isNone = (value: string): boolean =>
  [...none, ...shown('causes.not_stated')].some((name) => plain(name) === plain(value))

/** The choice a person means by this word: exactly, by its beginning, or with a slip. */
export function chosen(value: string, choices: readonly Choice[]): Chosen | null {
  const asked = plain(value)
  const named = choices.flatMap((choice) => choice.names.map((name) => ({ choice, name: plain(name) })))
  const exact = named.find(({ name }) => name === asked)
  if (exact) return { meaning: exact.choice, meant: null }
  const begun = asked.length >= 3 ? named.find(({ name }) => name.startsWith(asked)) : undefined
  if (begun) return { meaning: begun.choice, meant: null }
  const near = nearest(
    asked,
    named.map(({ name }) => name),
  )
  const found = named.find(({ name }) => name === near)
  return found ? { meaning: found.choice, meant: found.name } : null
}
