import { Problem } from '../../platform/problem.ts'
import { formatDate, formatDateTime } from '../../platform/texts/dates.ts'
import type { ReportPage } from './contract.ts'
import type { ReportDocument } from './document.ts'
import { coverWords, partsFor } from './narrowing.ts'
import { barrierSections } from './pages/barriers.ts'
import { causesSections } from './pages/causes.ts'
import { hotSpotSections } from './pages/hot-spots.ts'
import { insideOutSections } from './pages/inside-out.ts'
import { type Making, sayer, type Sections } from './pages/making.ts'
import { silentSections } from './pages/silent-customers.ts'
import { workloadSections } from './pages/workload.ts'

const pages: Record<ReportPage, { title: string; sections: Sections }> = {
  causes: { title: 'nav.causes', sections: causesSections },
  'inside-out': { title: 'nav.inside_out', sections: insideOutSections },
  'hot-spots': { title: 'nav.hot_spots', sections: hotSpotSections },
  barriers: { title: 'nav.barriers', sections: barrierSections },
  workload: { title: 'nav.workload', sections: workloadSections },
  'silent-customers': { title: 'nav.silent_customers', sections: silentSections },
}

/**
 * A page of numbers as a document, over the days it is asked about, narrowed as far as the page can be; it says what it covers.
 * @throws Problem period_backwards
 */
export async function makeReport(page: ReportPage, making: Making): Promise<ReportDocument> {
  const { db, from, to, language, now, narrowing } = making
  if (to < from)
    throw new Problem('invalid', 'period_backwards', {}, { fields: [{ field: 'to', message: 'field.after_from' }] })
  const say = sayer(language)
  const { title, sections } = pages[page]
  return {
    name: `${page}-${from}-${to}`,
    title: say(title),
    language,
    about: [
      say('reports.period', { from: formatDate(language, from, 'UTC'), to: formatDate(language, to, 'UTC') }),
      ...(await coverWords(db, language, { page, narrowing })),
      say('reports.made', { at: formatDateTime(language, now, 'UTC') }),
    ],
    sections: await sections({ ...making, narrowing: partsFor(page, narrowing).taken }),
  }
}
