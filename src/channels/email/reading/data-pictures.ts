import { fileIn } from './file-name.ts'
import { limits } from './limits.ts'
import type { MailFile } from './mail.ts'

/**
 * Pictures that a program wrote into the HTML itself (`src="data:…"`), as screenshots often come, taken out of it to be files
 * like any others; in the HTML their Content-ID stands for them.
 */
export function takeDataPictures(html: string, files: MailFile[]): string {
  const pattern = /\bsrc\s{0,5}=\s{0,5}(["'])data:(image\/(?:png|jpeg|gif|webp|bmp));base64,([A-Za-z0-9+/=\s]+)\1/gi
  return html.replace(pattern, (whole, _, mediaType: string, packed: string) => {
    if (files.length >= limits.files) return whole
    const contentId = `picture-${files.length + 1}@within`
    const file = fileIn(null, mediaType.toLowerCase(), Buffer.from(packed, 'base64'))
    files.push({ ...file, contentId, isInline: true })
    return `src="cid:${contentId}"`
  })
}
