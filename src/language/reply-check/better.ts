import type { ReplyFinding } from './check-reply.ts'
import type { ReplyCode, ReplyLanguage } from './wordings.ts'

/** What to write instead, in the language of the answer. What stands in brackets is for the writer to fill in. */
const better: Record<ReplyLanguage, Record<ReplyCode, string>> = {
  en: {
    B1: 'we did not make clear that',
    B2: 'we still need [what] so that we can [why]',
    B3: 'this happened because of [what]',
    B4: 'what we have here is [what]; is it right?',
    B5: 'to put it more clearly:',
    B6: 'thank you for being the one who tells us:',
    B7: 'you tell us that',
    N1: 'I am sorry that we [what]',
    D1: 'what I can do is [what], by [day and time]',
    H1: 'will [what] by [day and time]',
    H2: 'by [day and time]',
    H3: 'I do not know yet; I will tell you by [day and time] either way',
    H4: 'will write to you by [day and time] with what we know',
  },
  ru: {
    B1: 'мы ясно не сказали, что',
    B2: 'нам не хватает [чего], чтобы [зачем]',
    B3: 'это произошло из-за [чего]',
    B4: 'у нас записано [что]; это верно?',
    B5: 'скажем яснее:',
    B6: 'спасибо, что сказали нам об этом:',
    B7: 'вы пишете, что',
    N1: 'простите, что мы [что]',
    D1: 'мы можем [что] до [день и время]',
    H1: 'мы сделаем [что] до [день и время]',
    H2: 'до [день и время]',
    H3: 'пока не знаем; в любом случае напишем вам до [день и время]',
    H4: 'напишем вам до [день и время], что удалось узнать',
  },
}

const blanks = new Set(
  Object.values(better).flatMap((byCode) => Object.values(byCode).flatMap((each) => each.match(/\[.+?\]/g) ?? [])),
)

/** A better wording for what was found, in the same language. */
export const betterFor = ({ language, code }: Pick<ReplyFinding, 'language' | 'code'>): string => better[language][code]

/** The text with the better wording in the place of what was found; with a capital where there was one. */
export function withBetter(text: string, finding: ReplyFinding): string {
  const { start, end, words } = finding
  const [first = '', ...rest] = betterFor(finding)
  const begin = words[0] === words[0]?.toLowerCase() ? first : first.toUpperCase()
  return text.slice(0, start) + begin + rest.join('') + text.slice(end)
}

/** Three dots that stand alone, as saved replies have them where something is to be said. */
const dots = /(?<!\S)…(?=[\s.,;:!?)]|$)/

/** What is still to be filled in, each once: blanks of better wordings and of saved replies must not reach a customer. */
export const blanksIn = (text: string): string[] => [
  ...[...blanks].filter((blank) => text.includes(blank)),
  ...(dots.test(text) ? ['…'] : []),
]
