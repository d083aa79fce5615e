import type { Segment } from '../../src/complaints/search/contract.ts'

const isWordSign = /[\p{L}\p{M}\p{N}]/u

/**
 * A text cut where one of these forms stands in it as a whole word, exactly as written; the longest of several counts. Forms of
 * a writing without spaces are found inside words too.
 */
export function cutAt(text: string, forms: readonly string[]): Segment[] {
  const sorted = forms.filter((form) => form !== '').toSorted((a, b) => b.length - a.length)
  if (sorted.length === 0) return [{ text, isMatch: false }]
  const pattern = new RegExp(sorted.map((form) => form.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'gu')
  const segments: Segment[] = []
  let at = 0
  for (const match of text.matchAll(pattern)) {
    const [form] = match
    const end = match.index + form.length
    if (isInsideWord(text, match.index, end, form)) continue
    if (match.index > at) segments.push({ text: text.slice(at, match.index), isMatch: false })
    segments.push({ text: form, isMatch: true })
    at = end
  }
  if (at < text.length) segments.push({ text: text.slice(at), isMatch: false })
  return segments
}

function isInsideWord(text: string, start: number, end: number, form: string): boolean {
  if (/[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\ud7af\uf900-\ufaff]/.test(form)) return false
  return isWordSign.test(text[start - 1] ?? ' ') || isWordSign.test(text[end] ?? ' ')
}
