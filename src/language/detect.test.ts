import fc from 'fast-check'
import { expect, test } from 'vitest'
import { detectLanguage } from './index.ts'

const sentences = {
  en: [
    'The engineer promised to come between nine and eleven, and nobody showed up.',
    'Why do I have to explain everything again to every new person?',
    'Please take the late fee off my bill.',
  ],
  ru: [
    'Мастер обещал приехать с девяти до одиннадцати, но никто не появился.',
    'Почему я должен каждый раз объяснять всё заново новому сотруднику?',
    'Верните комиссию, о которой меня никто не предупредил.',
  ],
  uk: [
    'Майстер обіцяв приїхати з дев’ятої до одинадцятої, але ніхто не з’явився.',
    'Чому я мушу щоразу пояснювати все спочатку новому працівникові?',
    'Поверніть комісію, про яку мене ніхто не попередив.',
  ],
  be: ['Майстар абяцаў прыехаць з дзевятай да адзінаццатай, але ніхто не з’явіўся.'],
  bg: [
    'Техникът обеща да дойде между девет и единайсет, но никой не се появи.',
    'Защо трябва да обяснявам всичко отначало на всеки нов служител?',
  ],
  sr: ['Мајстор је обећао да ће доћи између девет и једанаест, али се нико није појавио.'],
  kk: ['Шебер тоғыз бен он бір арасында келемін деп уәде берді, бірақ ешкім келмеді.'],
  pt: [
    'O técnico prometeu vir entre as nove e as onze e ninguém apareceu.',
    'Por que tenho de explicar tudo de novo a cada atendente?',
    'Tirem a multa da minha fatura, por favor.',
  ],
  es: [
    'El técnico prometió venir entre las nueve y las once y no apareció nadie.',
    '¿Por qué tengo que explicarlo todo otra vez a cada empleado?',
    'Quiten el recargo de mi factura, por favor.',
  ],
  de: [
    'Der Techniker wollte zwischen neun und elf kommen, aber niemand ist erschienen.',
    'Warum muss ich jedem neuen Mitarbeiter alles noch einmal erklären?',
    'Bitte nehmen Sie die Mahngebühr von meiner Rechnung.',
  ],
  fr: [
    'Le technicien devait passer entre neuf et onze heures et personne n’est venu.',
    'Pourquoi dois-je tout réexpliquer à chaque nouvel interlocuteur ?',
    'Retirez les frais de retard de ma facture, s’il vous plaît.',
  ],
}

for (const [language, texts] of Object.entries(sentences))
  test.each(texts)(`${language} is recognised for certain: %s`, (text) => {
    expect(detectLanguage(text)).toEqual({ language, certain: true })
  })

test.each([
  ['Ο τεχνικός δεν ήρθε.', 'el'],
  ['הטכנאי לא הגיע', 'he'],
  ['技術者が来ませんでした。', 'ja'],
  ['技术人员没有来。', 'zh'],
  ['기사가 오지 않았습니다.', 'ko'],
  ['ช่างไม่มา', 'th'],
  ['Տեխնիկը չեկավ', 'hy'],
  ['ტექნიკოსი არ მოვიდა', 'ka'],
])('%s is told by its script alone', (text, language) => {
  expect(detectLanguage(text)).toEqual({ language, certain: true })
})

test.each([
  '',
  '   \n',
  '12345 — 67,8 %',
  '😡😡😡',
  'ok',
  'Ну',
  'Bom',
  'Excelente',
  'https://example.com/where?is=my&parcel=1',
])('"%s" says too little to tell a language', (text) => {
  expect(detectLanguage(text)).toEqual({ language: 'und', certain: false })
})

test('Russian without any letter or word of its own is still taken for Russian', () => {
  expect(detectLanguage('Договор расторгнут, а плата списана повторно.').language).toBe('ru')
})

test('short Russian is taken for Russian, but not for certain', () => {
  expect(detectLanguage('Где посылка?')).toEqual({ language: 'ru', certain: false })
  expect(detectLanguage('Жду ответа')).toEqual({ language: 'ru', certain: false })
})

test('brand names, links and addresses do not make a Russian text English', () => {
  const text =
    'Пришёл чужой iPhone 15 Pro Max вместо Samsung Galaxy, чек тут: https://shop.example/orders/receipt, мой адрес ivan@example.com'
  expect(detectLanguage(text).language).toBe('ru')
})

test('a Russian name does not make an English text Russian', () => {
  expect(detectLanguage('I spoke to Анна last week and she promised to call me back about the refund').language).toBe(
    'en',
  )
})

test('old spelling with ъ at the end of a word is not Bulgarian', () => {
  expect(detectLanguage('Статья о повторных списаниях в газете «Коммерсантъ» это подтверждает').language).toBe('ru')
})

test('one Ukrainian letter in a long Russian text is a slip', () => {
  const text =
    'Курьер привёз посылку на три дня позже и отказался подняться на этаж, хотя доставка до двери оплачена. Вулиця Київська'
  expect(detectLanguage(text).language).toBe('ru')
})

test('any text gets a code as its answer', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(detectLanguage(text).language).toMatch(/^([a-z]{2}|und)$/)
    }),
  )
})

test('a text without letters has no language', () => {
  const signs = fc.constantFrom('1', '9', ' ', '\n', '!', '…', '€', '😀', '—', '\u200d', '%')
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 100 }), (text) => {
      expect(detectLanguage(text.join(''))).toEqual({ language: 'und', certain: false })
    }),
  )
})

test('only the beginning of a huge text is read', () => {
  const english = 'The parcel never arrived and nobody answers my letters. '
  const text = english.repeat(40) + 'Посылка не пришла, и никто не отвечает. '.repeat(5000)
  expect(detectLanguage(text)).toEqual({ language: 'en', certain: true })
})
