import { expect, test } from 'vitest'
import { quoteMark } from './quotes.ts'
import { saidIn } from './said.ts'

const said = (text: string, { subject = 'Re: Kettle', name = 'Ann Grey' } = {}): string => saidIn(text, subject, name)

test.each([
  ['Gmail', 'It leaks.\n\nOn Mon, Mar 2, 2026 at 10:15 AM, Care <care@example.org> wrote:\n\n> How is it?\n>\n> Bob'],
  [
    'Gmail, broken line',
    'It leaks.\n\nOn Mon, Mar 2, 2026 at 10:15 AM, Care of Everything and Everyone\n<care@example.org> wrote:\n> How is it?',
  ],
  ['Apple Mail', 'It leaks.\n\n> On 2 Mar 2026, at 10:15, Care <care@example.org> wrote:\n> \n> How is it?'],
  ['Thunderbird', 'It leaks.\n\nAm 02.03.2026 um 10:15 schrieb Care:\n> How is it?'],
  [
    'Outlook',
    'It leaks.\n\n________________________________\nFrom: Care <care@example.org>\nSent: Monday, March 2, 2026 10:15 AM\nTo: Ann\nSubject: Kettle\n\nHow is it?',
  ],
  [
    'Outlook 2010',
    'It leaks.\n\nFrom: Care [mailto:care@example.org]\nSent: Monday, March 02, 2026 10:15 AM\nTo: Ann\nSubject: Kettle\n\nHow is it?',
  ],
  ['old Outlook', 'It leaks.\n\n-----Original Message-----\nFrom: Care\nSent: Monday\n\nHow is it?'],
  ['Gmail in Russian', 'It leaks.\n\nпн, 2 мар. 2026 г. в 10:15, Care <care@example.org>:\n\n> How is it?'],
  [
    'older Gmail in Russian',
    'It leaks.\n2 марта 2026 г., 10:15 пользователь Care <\ncare@example.org> написал:\n\n> How is it?',
  ],
  ['Android in Russian', 'It leaks.\n02.03.2026 10:15 пользователь "Care" <\ncare@example.org> написал:\n> How is it?'],
  ['Mail.ru', 'It leaks.\n\n\nПонедельник, 2 марта 2026, 10:15 +03:00 от Care <care@example.org>:\n \nHow is it?'],
  ['Yandex', 'It leaks.\n\n02.03.2026, 10:15, "Care" <care@example.org>:\n\nHow is it?'],
  ['Yandex, time first', 'It leaks.\n\n10:15, 2 марта 2026 г., Care <care@example.org>:\n\nHow is it?'],
  ['Thunderbird in Russian', 'It leaks.\n\n02.03.2026 10:15, Care пишет:\n> How is it?'],
  ['The Bat!', 'It leaks.\n\nВы писали 2 марта 2026 г., 10:15:26:\n\nC> How is it?\nC> Bob'],
  [
    'Outlook in Russian',
    'It leaks.\n\nОт: Care <care@example.org>\nОтправлено: 2 марта 2026 г. 10:15\nКому: Ann\nТема: Kettle\n\nHow is it?',
  ],
  ['bold headers', 'It leaks.\n\n*From:* Care <care@example.org>\n*Sent:* Monday\n*To:* Ann\n\nHow is it?'],
  ['a line in our letters', 'It leaks.\n\n----- Please reply above this line -----\nHow is it?'],
  ['HTML that marks its quote', `It leaks.\n\n${quoteMark}\nDnia 2 marca Care rzecze\nHow is it?`],
  ['no introduction', 'It leaks.\n\n> How is it?\n> Bob'],
])('the message that is answered goes, as written by %s', (_, text) => {
  expect(said(text)).toBe('It leaks.')
})

test('an answer below the quote is what was said', () => {
  expect(said('On 2 Mar 2026 at 10:15, Care <care@example.org> wrote:\n> How is it?\n\nIt leaks.\n\n> Bob')).toBe(
    'It leaks.',
  )
})

test('quotes between answers stay, since an answer means nothing without its question', () => {
  const text =
    'Hello\n\nOn 2 Mar 2026 at 10:15, Care <care@example.org> wrote:\n> Does it leak?\n\nYes.\n\n> Since when?\n\nMarch.\n\n> Bob\n> Care'
  expect(said(text)).toBe(text.slice(0, text.indexOf('\n\n> Bob')))
})

test('a forwarded message stays: it is what the sender has to say', () => {
  const gmail =
    'See below.\n\n---------- Forwarded message ---------\nFrom: Shop <shop@example.com>\nDate: Monday\nSubject: No\nTo: Ann\n\nNo refund.'
  expect(said(gmail, { subject: 'No refund' })).toBe(gmail)
  const outlook = 'See below.\n\nFrom: Shop <shop@example.com>\nSent: Monday\nTo: Ann\nSubject: No\n\nNo refund.'
  expect(said(outlook, { subject: 'FW: No' })).toBe(outlook)
  const russian = 'Смотрите.\n\n-------- Пересылаемое сообщение --------\nОт: Shop\nКому: Ann\nТема: No\n\nОтказ.'
  expect(said(russian, { subject: 'Fwd: No' })).toBe(russian)
})

test("a customer's own sentences are no quotes", () => {
  for (const text of [
    'In March you wrote:\nno refund after two weeks. That is not what the law says.',
    'On 2 March 2026 you wrote:\nno refund. I do not agree.',
    'Вы писали в марте:\nвозврата не будет. Я не согласна.',
    'From: Moscow\nI flew to Rome and my bag did not.',
    'Your shop said: come on Monday at 10:15.\nI came.',
    'Call me from 10:00 to 12:00:\n+7 900 000-00-00, and please soon.',
    'The price was > 100 and then < 50.',
  ])
    expect(said(text, { name: '' })).toBe(text)
})

test.each([
  ['the delimiter', '-- \nAnn Grey\nEverything Ltd, 1 Long Street, Faraway\n+44 20 0000 0000'],
  ['a telephone', 'Sent from my iPhone'],
  ['a telephone in Russian', 'Отправлено с iPhone'],
  ['Mail.ru for telephones', '--\nОтправлено из мобильной Почты Mail.ru'],
  ['a closing and a name', 'Best regards,\nAnn Grey\nann@example.com\n+44 20 0000 0000'],
  ['a closing in Russian', 'С уважением,\nАнна Серова\n+7 900 000-00-00'],
  ['a closing and a name on one line', 'С уважением, Анна Серова'],
  ["the sender's own name", 'Ann\nann@example.com'],
])('the signature goes: %s', (_, signature) => {
  expect(said(`The kettle leaks.\nI want my money back.\n\n${signature}`)).toBe(
    'The kettle leaks.\nI want my money back.',
  )
})

test('what only looks like a signature stays', () => {
  for (const text of [
    'Thanks,\nbut I asked for a refund and not for a voucher, as I already wrote twice in February.',
    'Deliver to\n\nBob Stone\n1 Long Street\nFaraway',
    'Thank you',
    'Ann Grey',
  ])
    expect(said(text)).toBe(text)
})

test('where nothing else is left the whole text stays', () => {
  expect(said('> How is it?\n> Bob')).toBe('> How is it?\n> Bob')
})
