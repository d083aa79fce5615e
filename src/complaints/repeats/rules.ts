import { type Compared, likeness, toCompare, wordsIn } from '../../language/likeness.ts'

/** A question we asked a customer, and whether they said anything after it. */
export type Asked = { question: string; isAnswered: boolean }
/** Something of the customer that we hold already: what people call it, in any language, and what it is. */
type Held = { names: string[]; value: string }

const sentences = /[^.!?…\n]+[.!?…]*/g
const request =
  /\b(?:please|kindly)\b[^?]{0,40}\b(?:send|tell|give|provide|confirm|state|attach|let (?:me|us) (?:know|have))\b|^(?:send|tell|give) (?:me|us)\b|(?:^|[^а-яё])(?:пришлите|сообщите|укажите|напишите|уточните|подтвердите|предоставьте|приложите|назовите|вышлите)(?![а-яё])/i

/** The sentences of a text that ask the customer for something: questions and requests, as written. */
export function questionsIn(text: string): string[] {
  const found = text.match(sentences) ?? []
  return found.map((each) => each.trim()).filter((each) => wordsIn(each).length >= 2 && isQuestion(each))
}

const isQuestion = (sentence: string): boolean => sentence.endsWith('?') || request.test(sentence.slice(0, 400))

/** Of the longer words of the shorter question so many in the longer one make the two the same. */
const sameFrom = 0.75

// Words of asking itself, by their beginnings: every question has them, so they make no two alike.
const asking = new Set(
  'pleas could would kindly know tell send give provid confir your have what when where which thank order пожалу могли можете сообщи пришли укажит напиши уточни подтве предос прилож назови вышлит присла выслат нужно ваш ваше вашу ваши какой какая какое какие когда'.split(
    ' ',
  ),
)
const telling = ({ words }: Compared): Set<string> => new Set([...words].filter((word) => !asking.has(word)))

/** Whether two questions ask for the same. */
export function asksTheSame(one: string, other: string): boolean {
  const compared = [toCompare(one), toCompare(other)] as const
  if (likeness(...compared).phrases > 0.6) return true
  const [first, second] = compared.map(telling) as [Set<string>, Set<string>]
  const fewer = Math.min(first.size, second.size)
  return fewer > 0 && first.intersection(second).size / fewer >= sameFrom
}

/** The questions of a text that were asked before and answered, each with the earlier one. */
export function askedBefore<Earlier extends Asked>(text: string, earlier: readonly Earlier[]): [string, Earlier][] {
  const answered = earlier.filter(({ isAnswered }) => isAnswered)
  return questionsIn(text).flatMap((question): [string, Earlier][] => {
    const same = answered.find((each) => asksTheSame(each.question, question))
    return same ? [[question, same]] : []
  })
}

/** The questions of a text that ask for what we hold, each with what it is. */
export function asksForHeld(text: string, held: readonly Held[]): [string, Held][] {
  return questionsIn(text).flatMap((question): [string, Held][] => {
    const asked = ` ${wordsIn(question).join(' ')} `
    const known = held.find(({ names }) => names.some((name) => asked.includes(` ${wordsIn(name).join(' ')} `)))
    return known ? [[question, known]] : []
  })
}

/** What people call the ways to reach somebody. */
export const namesOfAddress = {
  email: [
    'your e-mail',
    'your email',
    'e-mail address',
    'email address',
    'ваш e-mail',
    'ваш email',
    'вашу почту',
    'электронную почту',
    'адрес электронной почты',
  ],
  phone: ['phone number', 'telephone number', 'your phone', 'номер телефона', 'ваш телефон', 'контактный телефон'],
} as const
