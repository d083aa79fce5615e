import type { Stage, StageKind } from '../../../src/complaints/clocks/rules.ts'
import type { Regime } from './ClocksSection.tsx'

export type Given = Omit<Regime, 'id' | 'preset' | 'ends' | 'version'>

/** What is sent of a regime: all that a person can say of it. */
export function givenOf({ id: _id, preset: _preset, ends: _ends, version: _version, ...given }: Regime): Given {
  return given
}

/** A regime that applies to everything and asks for a decision within four weeks, to be changed. */
export const newRegime = (calendarId: string): Given => ({
  name: '',
  active: true,
  calendarId,
  conditions: {},
  countsFrom: 'received',
  stages: [newStage([], 'decide')],
  signpost: null,
  source: null,
  verifiedOn: null,
})

/** Another stage, with a code that none of the others has. */
export function newStage(stages: readonly Pick<Stage, 'key'>[], kind: StageKind): Stage {
  const isTaken = (key: string) => stages.some((stage) => stage.key === key)
  let key: string = kind
  for (let number = 2; isTaken(key); number++) key = `${kind}_${number}`
  return { key, kind, term: { amount: 4, unit: 'weeks', rollsOver: false }, isDuty: true }
}

type Said = { en: string; ru: string } | null | undefined

/** What is said in one language or both; in none: nothing. One that is missing is said as in the other. */
export function saidIn(said: Said, language: 'en' | 'ru', words: string): Said {
  const both = { en: said?.en ?? '', ru: said?.ru ?? '', [language]: words }
  return both.en.trim() === '' && both.ru.trim() === '' ? null : both
}

/** The same with both languages filled, to be sent. */
export const whole = (said: Said): Said =>
  said ? { en: said.en.trim() || said.ru.trim(), ru: said.ru.trim() || said.en.trim() } : null
