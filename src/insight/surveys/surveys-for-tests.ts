import type { Call } from '../../platform/http/contract.ts'
import type { Product } from '../../../test/setup/product.ts'
import type { surveysContract } from './contract.ts'

type Given = Call<(typeof surveysContract)['makeSurvey']>['body']

/** What tests of surveys do over and over: make one, draw from a list, answer as those drawn do. */
export function surveyorOf(product: Product) {
  const { people, call, send } = product
  const make = async (given: Partial<Given> = {}) => {
    const body = { name: 'Autumn', from: '2026-02-01', to: '2026-02-28', way: 'letter' as const, ...given }
    return (await call(people.analyst, 'makeSurvey', { body })).body
  }
  const draw = (id: string, csv: string, query: Record<string, string>, who = people.analyst) => {
    const boundary = 'a-boundary'
    const payload = [
      `--${boundary}`,
      'content-disposition: form-data; name="file"; filename="customers.csv"',
      'content-type: text/csv',
      '',
      csv,
      `--${boundary}--`,
      '',
    ].join('\r\n')
    return send({
      method: 'POST',
      url: `/api/v1/surveys/${id}/list-sample?${new URLSearchParams(query)}`,
      headers: { ...who.headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload,
    })
  }
  const open = (id: string) => call(people.analyst, 'openSurvey', { params: { id } })
  /** The sample with everyone's own path to the questions. */
  const links = async (id: string) => {
    const { text } = await call(people.analyst, 'downloadSurveyLinks', { params: { id } })
    return [...text.matchAll(/^(?<name>[^,\r\n]*),(?<email>[^,]*),.*\/survey\/(?<token>[\w-]+)/gm)].map(
      ({ groups }) => ({
        email: groups?.email ?? '',
        path: `/survey/${groups?.token}`,
      }),
    )
  }
  return { make, draw, open, links }
}
