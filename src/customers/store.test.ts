import { expect, test } from 'vitest'
import { startProduct } from '../../test/setup/product.ts'
import { newId } from '../platform/ids.ts'
import { addressesOf } from './store.ts'

const { people, call } = await startProduct()
const { agent } = people

test.each([
  ['an address in one spelling', { email: ' Bo@Example.COM ' }, [['email', 'bo@example.com']]],
  ['a number without what is put between', { phone: '+49 (0)30 / 12-34' }, [['phone', '+490301234']]],
  ['a number of the source as it stands', { externalId: ' k-1 ' }, [['external', 'k-1']]],
  ['nothing of what is empty', { email: ' ', phone: 'ask later', externalId: '', name: 'Bo' }, []],
  [
    'all that is there',
    { email: 'a@b.de', phone: '1', externalId: '2' },
    [
      ['email', 'a@b.de'],
      ['phone', '1'],
      ['external', '2'],
    ],
  ],
])('a customer is recognised by %s', (_name, given, addresses) => {
  expect(addressesOf(given).map(({ kind, address }) => [kind, address])).toEqual(addresses)
})

const complain = async (customer: object) => {
  const { body } = await call(agent, 'createComplaint', { body: { text: 'Broken', language: 'en', customer } })
  return (await call(agent, 'readComplaint', { params: { reference: body.reference } })).body.customer?.id ?? ''
}
const read = (id: string) => call(agent, 'readCustomer', { params: { id } })

test('the page of a customer says how often they had to come, since when, and what is open', async () => {
  const id = await complain({ email: 'often@example.com' })
  await complain({ email: 'often@example.com' })
  const { body } = await call(agent, 'listComplaints', { query: { customer: id } })
  const close = { closure: 'solved' as const, customerWords: 'Fine', channel: 'phone' as const }
  await call(agent, 'closeComplaint', { params: { reference: body.items[0]?.reference ?? '' }, body: close })
  expect((await read(id)).body).toMatchObject({
    complaints: 2,
    open: 1,
    firstAt: '2026-03-02T09:00:00.000Z',
    name: null,
    language: 'en',
  })
})

test('when address and number belong to two customers, the address decides and neither is changed', async () => {
  const [byAddress, byNumber] = [await complain({ email: 'one@example.com' }), await complain({ phone: '555' })]
  expect(await complain({ email: 'one@example.com', phone: '555' })).toBe(byAddress)
  expect((await read(byNumber)).body.addresses).toEqual([{ kind: 'phone', address: '555' }])
  expect((await read(byAddress)).body.addresses).toEqual([{ kind: 'email', address: 'one@example.com' }])
})

test('a customer nobody knows, or an id that is none, is answered clearly', async () => {
  expect((await read(newId())).status).toBe(404)
  expect((await read('nobody')).status).toBe(400)
})
