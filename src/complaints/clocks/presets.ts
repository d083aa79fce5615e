import type { Term } from '../../calendar/terms.ts'
import type { RegimeDefinition, Stage } from './rules.ts'

/** A regime to begin with; `calendar` is the key of a calendar to begin with. Facts of law, paraphrased; not legal advice. */
export type RegimePreset = { key: string; name: string; calendar: string; definition: RegimeDefinition }

const in_ = (amount: number, unit: Term['unit'], rollsOver = false): Term => ({ amount, unit, rollsOver })
type Said = { en: string; ru: string }
const duty = (key: string, kind: Stage['kind'], term: Term, words?: Said): Stage => ({
  key,
  kind,
  term,
  isDuty: true,
  ...(words && { words }),
})
const chance = (key: string, kind: Stage['kind'], term: Term, words: Said): Stage => ({
  ...duty(key, kind, term, words),
  isDuty: false,
})

/** The day on which the rows that say so were held against what their source publishes. */
const checked = '2026-11-22'
type Rest = Partial<Omit<RegimeDefinition, 'stages' | 'source'>>
const regime = (
  place: [key: string, name: string, calendar: string],
  stages: Stage[],
  source: string,
  rest: Rest = {},
): RegimePreset => ({
  key: place[0],
  name: place[1],
  calendar: place[2],
  definition: { conditions: {}, countsFrom: 'received', stages, source, verifiedOn: null, ...rest },
})

const ombudsmanUk = {
  en: 'Financial Ombudsman Service, within six months of our final response',
  ru: 'Финансовый омбудсмен (Financial Ombudsman Service), в течение шести месяцев после окончательного ответа',
}
const afca = {
  en: 'Australian Financial Complaints Authority (AFCA)',
  ru: 'Австралийский орган по финансовым жалобам (AFCA)',
}
const exceptional = {
  en: 'Final response in exceptional cases, after a holding reply with the reasons',
  ru: 'Окончательный ответ в исключительных случаях, после промежуточного ответа с причинами',
}
const prompt = {
  en: 'Prompt written acknowledgement; the rule names no number of days, one working day is ours',
  ru: 'Быстрое письменное подтверждение; правило не называет числа дней, один рабочий день — наш',
}

const unitedKingdom: RegimePreset[] = [
  regime(
    ['uk_disp', 'UK FCA: complaints (DISP 1)', 'england'],
    [
      duty('acknowledge', 'acknowledge', in_(1, 'business_days'), prompt),
      chance('summary', 'interim', in_(3, 'business_days'), {
        en: 'When the customer is satisfied by then, a summary resolution communication is enough',
        ru: 'Если клиент до этого времени доволен, достаточно краткого сообщения о решении',
      }),
      duty('final', 'decide', in_(8, 'weeks'), {
        en: 'Final response; or why not, by when, and the right to go to the ombudsman',
        ru: 'Окончательный ответ; или почему его нет, когда будет, и право обратиться к омбудсмену',
      }),
    ],
    'FCA Handbook DISP 1.5, 1.6, 1.9',
    { signpost: ombudsmanUk, retentionYears: 3, verifiedOn: checked },
  ),
  regime(
    ['uk_payments', 'UK FCA: payments and e-money', 'england'],
    [
      duty('acknowledge', 'acknowledge', in_(1, 'business_days'), prompt),
      duty('final', 'decide', in_(15, 'business_days'), {
        en: 'Final response, or a holding reply',
        ru: 'Окончательный ответ или промежуточный',
      }),
      duty('exceptional', 'decide', in_(35, 'business_days'), exceptional),
    ],
    'FCA Handbook DISP 1.6.2A',
    { signpost: ombudsmanUk, retentionYears: 3 },
  ),
  regime(
    ['uk_ofcom', 'UK Ofcom: telecoms (General Condition C4)', 'england'],
    [
      duty('adr_letter', 'regulator', in_(6, 'weeks'), {
        en: 'ADR letter, without being asked, unless it is solved; at deadlock at once',
        ru: 'Письмо о внесудебном урегулировании без запроса, если не решено; при тупике сразу',
      }),
    ],
    'Ofcom, 9 July 2025: six weeks from April 2026 (eight before)',
    {
      signpost: {
        en: 'Communications Ombudsman or CISAS, whichever we belong to',
        ru: 'Communications Ombudsman или CISAS, смотря по нашему членству',
      },
      verifiedOn: checked,
    },
  ),
]

const delayNotice = {
  en: 'IDR response; or a delay notice with the reasons and the right to go to AFCA',
  ru: 'Ответ; или уведомление о задержке с причинами и правом обратиться в AFCA',
}
const australian = (key: string, name: string, days: number): RegimePreset =>
  regime(
    [key, name, 'australia'],
    [
      duty('acknowledge', 'acknowledge', in_(1, 'business_days')),
      chance('no_letter', 'interim', in_(5, 'business_days'), {
        en: 'Closed by then: record it; no formal letter is needed unless asked for',
        ru: 'Закрыто до этого: записать; официальное письмо не нужно, если о нём не просят',
      }),
      duty('final', 'decide', in_(days, 'days'), delayNotice),
    ],
    'ASIC Regulatory Guide 271',
    { signpost: afca, verifiedOn: checked },
  )
const australia: RegimePreset[] = [
  australian('au_rg271', 'Australia ASIC RG 271', 30),
  australian('au_super', 'Australia ASIC RG 271: superannuation', 45),
  australian('au_hardship', 'Australia ASIC RG 271: financial difficulty', 21),
]

const unitedStates: RegimePreset[] = [
  regime(
    ['us_cfpb', 'US CFPB: company portal', 'us_federal'],
    [
      duty('response', 'interim', in_(15, 'days'), {
        en: 'Response in the portal, or “In progress”',
        ru: 'Ответ на портале или отметка «In progress»',
      }),
      duty('final', 'regulator', in_(60, 'days'), {
        en: 'Final response in the portal; counted from the day on which the CFPB sent it',
        ru: 'Окончательный ответ на портале; считается от дня отправки бюро CFPB',
      }),
    ],
    'consumerfinance.gov/complaint; company portal manual, section 8',
    { verifiedOn: checked },
  ),
  regime(
    ['us_dot', 'US DOT: airlines (14 CFR 259.7)', 'us_federal'],
    [
      duty('acknowledge', 'acknowledge', in_(30, 'days')),
      duty('final', 'decide', in_(60, 'days'), {
        en: 'Substantive written response to the specific problem',
        ru: 'Письменный ответ по существу именно этой проблемы',
      }),
    ],
    '14 CFR 259.7',
    { verifiedOn: checked },
  ),
  regime(
    ['us_dot_disability', 'US DOT: airlines, disability (14 CFR 382.155)', 'us_federal'],
    [
      duty('final', 'decide', in_(30, 'days'), {
        en: 'Dispositive written response: admits or denies, what is done, the right to go to DOT',
        ru: 'Решающий письменный ответ: признаём или нет, что сделано, право обратиться в DOT',
      }),
    ],
    '14 CFR 382.155',
    { verifiedOn: checked },
  ),
]

const russia: RegimePreset[] = [
  regime(
    ['ru_442', 'РФ 442-ФЗ: финансовые организации', 'russia'],
    [
      duty('register', 'acknowledge', in_(1, 'business_days'), { en: 'Register it', ru: 'Зарегистрировать обращение' }),
      duty('final', 'decide', in_(15, 'business_days'), {
        en: 'Answer; or a notice of extension when documents are missing. A copy to the Bank of Russia if it forwarded the complaint',
        ru: 'Ответ; или уведомление о продлении, если нужны документы. Копия в Банк России, если обращение пришло от него',
      }),
      duty('extended', 'decide', in_(25, 'business_days'), {
        en: 'Answer after an extension of at most ten working days',
        ru: 'Ответ после продления не более чем на десять рабочих дней',
      }),
    ],
    'Федеральный закон от 04.08.2023 № 442-ФЗ',
    {
      countsFrom: 'recorded',
      signpost: { en: 'Bank of Russia; the financial ombudsman', ru: 'Банк России; финансовый уполномоченный' },
      verifiedOn: checked,
    },
  ),
  regime(
    ['ru_money', 'РФ ЗоЗПП: денежные требования (ст. 22)', 'russia'],
    [duty('final', 'decide', in_(10, 'days', true))],
    'Закон РФ «О защите прав потребителей», ст. 22; ГК РФ, ст. 193',
  ),
  regime(
    ['ru_replacement', 'РФ ЗоЗПП: замена товара (ст. 21)', 'russia'],
    [
      duty('replace', 'decide', in_(7, 'days', true)),
      duty('after_check', 'decide', in_(20, 'days', true), {
        en: 'Replacement when quality is checked',
        ru: 'Замена, если нужна проверка качества',
      }),
      duty('not_in_stock', 'decide', in_(1, 'months', true), {
        en: 'Replacement when it is not in stock',
        ru: 'Замена, если товара нет в наличии',
      }),
    ],
    'Закон РФ «О защите прав потребителей», ст. 21; ГК РФ, ст. 193',
  ),
  regime(
    ['ru_repair', 'РФ ЗоЗПП: ремонт (ст. 20)', 'russia'],
    [duty('repair', 'decide', in_(45, 'days', true), { en: 'Repaired', ru: 'Недостаток устранён' })],
    'Закон РФ «О защите прав потребителей», ст. 20; ГК РФ, ст. 193',
  ),
]

/** Every regime to begin with. Those without a day of checking are from memory: hold them against their source first. */
export const regimePresets: RegimePreset[] = [
  ...unitedKingdom,
  ...australia,
  ...unitedStates,
  ...russia,
  regime(
    ['eu_psd2', 'EU PSD2: payment services', 'office'],
    [
      duty('final', 'decide', in_(15, 'business_days'), {
        en: 'Final reply, or a holding reply',
        ru: 'Окончательный ответ или промежуточный',
      }),
      duty('exceptional', 'decide', in_(35, 'business_days'), exceptional),
    ],
    'Directive (EU) 2015/2366, Article 101',
    {
      signpost: {
        en: 'The national dispute resolution body that we named; the EU platform (ODR) has closed and must not be linked',
        ru: 'Названный нами национальный орган урегулирования; платформа ЕС (ODR) закрыта, ссылаться на неё нельзя',
      },
    },
  ),
]
