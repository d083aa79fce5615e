import { Readable } from 'node:stream'
import { type Arrived, type FileServices, takeIn } from '../../../complaints/attachments/incoming.ts'
import { Problem } from '../../../platform/problem.ts'
import type { MailFile } from '../reading/mail.ts'

/** Pictures within the text that are this small are lines, dots and counters, nothing that somebody wanted to show. */
const leastPictureBytes = 1500

/**
 * Takes in the files of a message; what may not come in (programs, empty or too large files) and what is only decoration
 * stays in the original.
 * @throws Problem files_away
 */
export async function takeFiles(
  services: FileServices,
  files: MailFile[],
): Promise<{ files: Arrived[]; leftOut: number }> {
  const arrived: Arrived[] = []
  let leftOut = 0
  for (const { name, bytes, isInline } of files) {
    if (isInline && bytes.length < leastPictureBytes) continue
    try {
      const { fileBytes } = services.limits
      arrived.push(await takeIn(services, name, Readable.from([bytes]), fileBytes))
    } catch (error) {
      if (!(error instanceof Problem) || error.kind === 'unavailable') throw error
      leftOut++
    }
  }
  return { files: arrived, leftOut }
}
