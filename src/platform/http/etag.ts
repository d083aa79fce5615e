import { createHash } from 'node:crypto'
import { Problem } from '../problem.ts'

/** What an edit says it is based on: any version ('*'), one of those named, or nothing said (null). */
export type IfMatch = '*' | readonly string[] | null

const oneTag = /^(?:W\/)?"([\x21\x23-\x7e]*)"$/
const manyTags = /^(?:W\/)?"[\x21\x23-\x7e]*"(?:\s*,\s*(?:W\/)?"[\x21\x23-\x7e]*")*$/

/**
 * Reads `If-Match` or `If-None-Match` (RFC 9110): `*`, or versions in quotation marks. A weak mark (`W/`) is read over:
 * proxies that compress put it there, and our versions are numbers that mean the same either way.
 * @throws Problem etag_unreadable, naming the header
 */
export function readTags(header: 'if-match' | 'if-none-match', value: string | undefined): IfMatch {
  const given = value?.trim()
  if (given === undefined) return null
  if (given === '*') return '*'
  if (!manyTags.test(given))
    throw new Problem(
      'invalid',
      'etag_unreadable',
      { header },
      { fields: [{ field: header, message: 'etag_unreadable' }] },
    )
  return given.split(',').map((each) => oneTag.exec(each.trim())?.[1] ?? '')
}

/** Whether `version` is among the versions named. Nothing said names none. */
export const names = (tags: IfMatch, version: string | number): boolean =>
  tags === '*' || (tags?.includes(String(version)) ?? false)

/**
 * Refuses an edit that is based on another version than the `current` one. Call it in the edit's transaction, with what is
 * edited locked, so that of two edits of one version only the first gets through.
 * @throws Problem stale, with the current version
 */
export function requireVersion(ifMatch: IfMatch, current: string | number): void {
  if (ifMatch === null || names(ifMatch, current)) return
  throw new Problem('stale', 'stale', {}, { members: { version: current } })
}

/** A version for what has no number of its own: the same content gives the same. 22 characters. */
export const versionOfContent = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22)
