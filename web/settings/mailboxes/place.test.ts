import { expect, test } from 'vitest'
import { placeOf } from './place.ts'

test.each([
  ['care@gmail.com', 'imap.gmail.com', 'app'],
  ['care@outlook.com', 'outlook.office365.com', 'oauth2'],
  ['care@shop.onmicrosoft.com', 'outlook.office365.com', 'oauth2'],
  ['care@yandex.ru', 'imap.yandex.ru', 'app'],
  ['Care@MAIL.RU', 'imap.mail.ru', 'app'],
  ['care@shop.example', 'imap.shop.example', 'password'],
])('%s is probably read at %s', (address, host, signIn) => {
  expect(placeOf(address)).toMatchObject({ host, signIn })
})

test.each(['', 'care', 'care@', 'care@shop', 'care @shop.example'])('"%s" is no address yet', (typed) => {
  expect(placeOf(typed)).toBeNull()
})
