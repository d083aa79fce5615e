import { linkMark } from '../../complaints/letters/rules.ts'
import { text } from '../../platform/texts/index.ts'
import { Narrowing, type ReportFormat } from '../reports/contract.ts'
import type { ReportDocument } from '../reports/document.ts'
import { makeReport } from '../reports/make.ts'
import type { Making } from '../reports/pages/making.ts'
import { asFile, typeOf } from '../reports/files.ts'
import { daysNow, type ReportRow } from '../saved-reports/store.ts'
import type { LetterWords } from './sending.ts'

type Written = {
  making: Pick<Making, 'db' | 'drawer' | 'viewer' | 'language' | 'now'>
  timeZone: string
  dueAt: Date
  publicUrl: string
}

/** A saved report as a letter, over the days it is about on the day it was due, with its file unless a link is enough. */
export async function reportWords(
  report: ReportRow,
  { making, timeZone, dueAt, publicUrl }: Written,
): Promise<LetterWords> {
  const { name, page, narrowing, schedule, ownerName } = report
  const { language } = making
  const days = daysNow(report, timeZone, dueAt)
  const made = await makeReport(page, { ...making, ...days, narrowing: Narrowing.parse(narrowing) })
  const format = schedule?.format ?? 'pdf'
  const query = new URLSearchParams({ ...days, ...narrowing })
  const body = [
    text(language, 'saved.letter.lead', { owner: ownerName, title: made.title }),
    made.about.join('\n'),
    linkMark,
    text(language, 'saved.letter.stop', { address: `${publicUrl}/reports` }),
  ]
  return {
    subject: text(language, 'saved.letter.subject', { name, title: made.title }),
    body: body.join('\n\n'),
    link: `${publicUrl}/${page}?${query}`,
    button: text(language, 'saved.letter.open'),
    ...(format !== 'link' && { attachments: [await attachmentOf(made, format)] }),
  }
}

async function attachmentOf(made: ReportDocument, format: ReportFormat) {
  return { filename: `${made.name}.${format}`, contentType: typeOf[format], content: await asFile(made, format) }
}
