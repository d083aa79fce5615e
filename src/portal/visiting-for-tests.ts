import type { Product } from '../../test/setup/product.ts'
import { newId } from '../platform/ids.ts'

/** A customer without JavaScript at the product's pages: what they open, and the forms they send. */
export function visitorOf(product: Product) {
  let place = 0
  const open = (url: string, headers = {}) => product.send({ method: 'GET', url, headers })
  /** Sends a form as a browser does, each time from another place unless one is given. */
  const press = (url: string, fields: Record<string, string> = {}, from = `10.0.1.${(place += 1)}`) =>
    product.send({
      method: 'POST',
      url,
      remoteAddress: from,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ language: 'en', ...fields }).toString(),
    })
  /** Tells us, and returns the way back in. */
  const tell = async (fields: Record<string, string>) => {
    const { text } = await press('/tell-us', { once: newId(), ...fields })
    const link = /\/my-complaint\/[\w-]{43}/.exec(text)?.[0] ?? ''
    const reference = /AM-\w{5}-\w{5}/.exec(text)?.[0] ?? ''
    return { link, reference, code: /\w{4}-\w{4}-\w{4}(?=<)/.exec(text)?.[0] ?? '', page: text }
  }
  /** Follows where an answer leads. */
  const follow = ({ headers }: { headers: Record<string, unknown> }) => open(String(headers.location))
  return { open, press, tell, follow }
}
