import { isPicture } from '../../../complaints/attachments/rules.ts'
import type { MailItem, ShownMail } from '../contract.ts'
import type { MailFile, ReadMail } from '../reading/mail.ts'

/** Pictures within the text are sent with it up to this many bytes in all; a page must not become too heavy to open. */
const mostInlineBytes = 8 * 1024 * 1024

/** A message as a person reads it: pictures that came with it stand where they belong. */
export function shownMail(item: MailItem, mail: ReadMail): ShownMail {
  const { to, cc, replyTo, date, text, said, html, remotePictures, files, automatic, spamSign, unreadable, faults } =
    mail
  return {
    ...item,
    to,
    cc,
    replyTo,
    date: date?.toISOString() ?? null,
    text,
    said,
    html: html && withPictures(html, files),
    remotePictures,
    files: files.map(({ name, mediaType, bytes, isInline }, number) => ({
      number,
      name,
      mediaType,
      size: bytes.length,
      isInline,
    })),
    automatic: automatic?.kind ?? null,
    spamSign,
    unreadable: unreadable?.reason ?? null,
    faults,
  }
}

/** Puts pictures that came with a message into its HTML: in its sandbox it has no sign-in with which it could fetch them. */
export function withPictures(html: string, files: MailFile[]): string {
  let left = mostInlineBytes
  const known = new Map<string, string>()
  for (const { contentId, mediaType, bytes } of files) {
    if (!contentId || !isPicture(mediaType, bytes.length) || bytes.length > left) continue
    left -= bytes.length
    known.set(contentId, `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`)
  }
  return html.replaceAll(/src="cid:([^"]{1,1000})"/g, (whole, contentId: string) => {
    const picture = known.get(contentId.replaceAll('&amp;', '&'))
    return picture ? `src="${picture}"` : whole
  })
}
