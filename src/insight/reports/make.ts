import { formatDate, formatDateTime } from '../../platform/texts/dates.ts'
import type { ReportPage } from './contract.ts'
import type { ReportDocument } from './document.ts'
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

/** A page of numbers as a document, over the days it is asked about. */
export async function makeReport(page: ReportPage, making: Making): Promise<ReportDocument> {
  const { from, to, language, now } = making
  const say = sayer(language)
  const { title, sections } = pages[page]
  return {
    name: `${page}-${from}-${to}`,
    title: say(title),
    language,
    about: [
      say('reports.period', { from: formatDate(language, from, 'UTC'), to: formatDate(language, to, 'UTC') }),
      say('reports.made', { at: formatDateTime(language, now, 'UTC') }),
    ],
    sections: await sections(making),
  }
}
