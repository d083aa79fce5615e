import type { AnswerOf } from '../../api/client.ts'

export type Limits = AnswerOf<'readAttachmentLimits'>
/** Why a file would be refused, with what the sentence needs. */
export type Unfit =
  | { key: 'files.too_large'; megabytes: number }
  | { key: 'files.empty' }
  | { key: 'files.blocked'; extension: string }
  | { key: 'files.too_many'; most: number }

/**
 * Why the server would refuse a file, as far as that can be told before it is sent; null when nothing speaks against it.
 * The server looks again, and into the file. @param before  how many files there are already
 */
export function unfitness(file: Pick<File, 'name' | 'size'>, before: number, limits: Limits): Unfit | null {
  const extension = /\.([^.\s]+)[.\s]*$/.exec(file.name)?.[1]?.toLowerCase() ?? ''
  if (file.size === 0) return { key: 'files.empty' }
  if (file.size > limits.fileBytes)
    return { key: 'files.too_large', megabytes: Math.floor(limits.fileBytes / 1_048_576) }
  if (extension !== '' && limits.blocked.includes(extension)) return { key: 'files.blocked', extension }
  if (before >= limits.files) return { key: 'files.too_many', most: limits.files }
  return null
}
