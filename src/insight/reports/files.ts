import type { ReportFormat } from './contract.ts'
import type { ReportDocument } from './document.ts'
import { asPdf } from './pdf.ts'
import { asWorkbook } from './workbook.ts'

/** The media type of each sort of file. */
export const typeOf: Record<ReportFormat, string> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** The document as a file. */
export const asFile = (document: ReportDocument, format: ReportFormat): Promise<Buffer> =>
  format === 'pdf' ? asPdf(document) : asWorkbook(document)
