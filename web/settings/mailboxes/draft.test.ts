import { expect, test } from 'vitest'
import { draftOf, imapOf, withAddress } from './draft.ts'

test('what follows from the address follows it while one types', () => {
  const draft = withAddress(withAddress(draftOf(null), 'care@gmail.co'), 'care@gmail.com')
  expect(draft).toMatchObject({ name: 'care@gmail.com', userName: 'care@gmail.com', host: 'imap.gmail.com' })
})

test('what somebody typed stays when the address changes', () => {
  const typed = { ...withAddress(draftOf(null), 'a@shop.example'), name: 'Care', host: 'mail.shop.example' }
  expect(withAddress(typed, 'b@other.example')).toMatchObject({
    name: 'Care',
    host: 'mail.shop.example',
    userName: 'b@other.example',
  })
})

test('a password that was left empty is left out, so that the stored one stays', () => {
  expect(imapOf(withAddress(draftOf(null), 'a@shop.example'))).not.toHaveProperty('password')
  expect(imapOf({ ...draftOf(null), password: 'secret' })).toMatchObject({ password: 'secret' })
})
