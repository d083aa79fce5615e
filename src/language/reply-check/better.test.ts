import { expect, test } from 'vitest'
import { betterFor, blanksIn, withBetter } from './better.ts'
import { checkReply, type ReplyFinding } from './check-reply.ts'
import { replyCodes } from './wordings.ts'

const codes = replyCodes.flatMap((code) => [{ language: 'en', code } as const, { language: 'ru', code } as const])

test.each(codes)('what is offered in $language instead of $code is found fault with by no code', (finding) => {
  const filled = betterFor(finding).replaceAll(/\[.+?\]/g, '…')
  expect(checkReply(filled)).toEqual([])
})

const first = (text: string) => checkReply(text)[0] as ReplyFinding

test('a better wording takes the place of the words, and their capital', () => {
  const text = 'Hello. You should have told us.'
  expect(withBetter(text, first(text))).toBe('Hello. We did not make clear that told us.')
  expect(withBetter('We come soon.', first('We come soon.'))).toBe('We come by [day and time].')
  expect(withBetter('Ответим скоро!', first('Ответим скоро!'))).toBe('Ответим до [день и время]!')
})

test('a blank that is not filled in is seen, each once', () => {
  expect(blanksIn('We come by [day and time] or by [day and time]; [sic]')).toEqual(['[day and time]'])
  expect(blanksIn('You hear from me by ….')).toEqual(['…'])
  expect(blanksIn('We come by Friday 17:00. Well… that is it.')).toEqual([])
})
