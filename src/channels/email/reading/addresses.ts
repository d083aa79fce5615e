import { addressParser } from 'postal-mime'
import { storable } from '../../../platform/storable.ts'
import { type Field, fieldsOf, rawText } from './headers.ts'
import { limits } from './limits.ts'
import type { MailAddress } from './mail.ts'

/** Everyone the fields of a name list, groups opened, at most as many as the limits say; without what is no address. */
export function addressesIn(fields: Field[], name: string, bodyCharset: string): MailAddress[] {
  const found: MailAddress[] = []
  for (const value of fieldsOf(fields, name)) {
    if (found.length < limits.addresses) found.push(...addressesOf(rawText(value.slice(0, 50_000), bodyCharset)))
  }
  return found.slice(0, limits.addresses)
}

function addressesOf(value: string): MailAddress[] {
  return addressParser(value, { flatten: true }).flatMap(({ name, address }) => {
    const whole = (address ?? '').trim()
    if (/^[^\s@]{1,200}@[^\s@]{1,255}$/.test(whole))
      return [{ name: storable(name.trim()).slice(0, 300), address: storable(whole) }]
    const within = /[^\s<>,;:"'()@]{1,64}@[^\s<>,;:"'()@]{1,255}/.exec(`${whole} ${name}`)?.[0]
    return within ? [{ name: '', address: storable(within) }] : []
  })
}

/** Ids in angle brackets, without them; where a program forgot the brackets, the words that look like ids. */
export function idsIn(value: string | null): string[] {
  if (value === null) return []
  const text = storable(rawText(value, ''))
  const bracketed = Array.from(text.matchAll(/<([^<>\s]{1,500})>/g), ([, id]) => id as string)
  if (bracketed.length > 0) return [...new Set(bracketed)]
  return text.split(/[\s<>,]+/).filter((word) => word.length <= 500 && word.includes('@'))
}
