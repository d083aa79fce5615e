import { fieldOf, fieldText } from './headers.ts'
import type { MailFile } from './mail.ts'
import { parameterText } from './parameters.ts'
import type { Part } from './parts.ts'

const endings: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/pjpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
  'text/calendar': 'ics',
  'text/plain': 'txt',
  'text/html': 'html',
  'text/csv': 'csv',
  'message/rfc822': 'eml',
  'message/global': 'eml',
  'audio/mpeg': 'mp3',
  'video/mp4': 'mp4',
}

/** A file as it came: named by the message, by the part, by the subject of an enclosed message, or by its type. */
export function fileIn(name: string | null, mediaType: string, bytes: Buffer, part?: Part): MailFile {
  const contentId = part ? fieldOf(part.fields, 'content-id') : null
  const given = name ?? (part ? nameOf(part) : null)
  const ending = endings[mediaType] ?? 'bin'
  return {
    name: cleanName(given ?? '') || `${mediaType.split('/')[0] === 'image' ? 'picture' : 'file'}.${ending}`,
    mediaType,
    bytes,
    contentId: contentId?.replace(/^[<\s]+|[>\s]+$/g, '') || null,
    isInline: part?.disposition.value === 'inline' && mediaType.startsWith('image/'),
  }
}

function nameOf(part: Part): string | null {
  const named = parameterText(part.disposition, 'filename') ?? parameterText(part.contentType, 'name')
  if (named) return named
  const subject = part.parts[0] && fieldOf(part.parts[0].fields, 'subject')
  return subject ? `${fieldText(subject, '').slice(0, 100).replace(/[/\\]/g, '-')}.eml` : null
}

/** No folders, no control characters, no characters that turn the reading direction; at most 200 characters, ending kept. */
function cleanName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const clean = last.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '').replace(/^[\s.]+|[\s.]+$/g, '')
  if (clean.length <= 200) return clean
  const dot = clean.lastIndexOf('.')
  const ending = clean.length - dot <= 12 && dot > 0 ? clean.slice(dot) : ''
  return clean.slice(0, 200 - ending.length) + ending
}
