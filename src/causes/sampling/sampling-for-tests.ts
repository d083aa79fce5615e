import { column, type Person, startProduct } from '../../../test/setup/product.ts'
import { ensureBranch } from '../../journeys/store.ts'
import type { AnswerGiven, SampleGiven } from './contract.ts'
import { drawSamples } from './draw.ts'

const words = (text: string) => ({ en: text, ru: text })
export const causes = [{ code: 'late', class: 'delivery' as const, locus: 'system', name: words('Tell-tale cause') }]
export const period = { from: '2026-01-01', to: '2026-02-28' }
export const bySystem: AnswerGiven = { coding: { asDesigned: 'no', locus: 'system' } }
export const byMessage: AnswerGiven = { coding: { asDesigned: 'yes', expected: 'no', locus: 'message' } }

/** The status and key of a refusal. */
export const type = (answer: { status: number; body: { type?: string } }) =>
  `${answer.status} ${answer.body.type?.split(':').at(-1)}`

/**
 * The product with sixty complaints of three products, of which one in ten came by telephone, over two months; and what
 * tests of samples do again and again.
 */
export async function startSampling() {
  const product = await startProduct()
  const { db, people, call, addPerson, clock } = product
  const { agent, analyst } = people
  const [second, third] = [
    await addPerson('analyst', { name: 'Second' }),
    await addPerson('analyst', { name: 'Third' }),
  ]
  const taxonomy = await call(analyst, 'replaceTaxonomy', { body: { basedOn: 1, note: 'First', causes } })
  const products = await Promise.all(['Cards', 'Loans', 'Savings'].map((name) => ensureBranch(db, 'products', [name])))
  for (let at = 0; at < 60; at++) {
    await call(agent, 'createComplaint', {
      body: {
        text: `What customer number ${at} said`,
        productId: products[at < 40 ? 0 : at < 55 ? 1 : 2],
        channel: at % 10 === 0 ? 'phone' : 'email',
        receivedAt: at % 2 === 0 ? '2026-01-15T12:00:00Z' : '2026-02-15T12:00:00Z',
      },
    })
  }
  const drawing = (given: Partial<SampleGiven> = {}) =>
    call(analyst, 'drawSample', { body: { name: 'First quarter', ...period, size: 10, seed: 7, ...given } })
  const next = async (id: string, who: Person, after = 0) =>
    (await call(who, 'nextSampleUnit', { params: { id }, query: { after: String(after) } })).body
  const say = (who: Person, id: string, position: number, body: AnswerGiven) =>
    call(who, 'codeSampleUnit', { params: { id, position: String(position) }, body })
  return {
    ...product,
    second,
    third,
    late: taxonomy.body.causes[0]?.id,
    drawing,
    say,
    /** Draws a sample and gives its id. */
    drawn: async (given: Partial<SampleGiven> = {}): Promise<string> => {
      const { body } = await drawing(given)
      await drawSamples(db, clock.now())
      return body.id
    },
    read: async (id: string) => (await call(analyst, 'readSample', { params: { id } })).body,
    units: (id: string) =>
      column<string>(db, `select complaint_id from sample_units where sample_id = '${id}' order by position`),
    /** Codes everything that is left for one person. @returns the positions */
    codeAll: async (who: Person, id: string, answerTo: (position: number) => AnswerGiven): Promise<number[]> => {
      const coded: number[] = []
      for (;;) {
        const { unit } = await next(id, who, coded.at(-1) ?? 0)
        if (!unit) return coded
        const { status, text } = await say(who, id, unit.position, answerTo(unit.position))
        if (status !== 200) throw new Error(text)
        coded.push(unit.position)
      }
    },
  }
}
