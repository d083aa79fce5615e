import { causesContract } from './causes/contract.ts'
import { constraintsContract } from './causes/constraints/contract.ts'
import { samplingContract } from './causes/sampling/contract.ts'
import { exposureImportContract } from './causes/exposure-import/contract.ts'
import { insideOutContract } from './insight/split/contract.ts'
import { barriersContract } from './insight/barriers/contract.ts'
import { forwardingContract, mailboxesContract, mailContract } from './channels/email/contract.ts'
import { importContract } from './channels/import/contract.ts'
import { attachmentsContract } from './complaints/attachments/contract.ts'
import { careContract } from './complaints/care/contract.ts'
import { savedRepliesContract } from './complaints/saved-replies/contract.ts'
import { commitmentsContract } from './complaints/commitments/contract.ts'
import { replyAdviceContract } from './complaints/reply-advice/contract.ts'
import { timeToSolutionContract } from './complaints/time-to-solution/contract.ts'
import { repliesContract } from './complaints/replies/contract.ts'
import { complaintsContract } from './complaints/contract.ts'
import { escalationContract } from './complaints/escalation/contract.ts'
import { solutionContract } from './complaints/solution/contract.ts'
import { customersContract } from './complaints/customer-contract.ts'
import { lettersContract } from './complaints/letters/contract.ts'
import { searchContract } from './complaints/search/contract.ts'
import { clocksContract } from './complaints/clocks/contract.ts'
import { liveContract } from './complaints/live/contract.ts'
import { duplicatesContract } from './complaints/duplicates/contract.ts'
import { fieldsContract } from './complaints/fields/contract.ts'
import { tagsContract } from './complaints/tags/contract.ts'
import { bulkContract } from './complaints/bulk/contract.ts'
import { viewsContract } from './complaints/views/contract.ts'
import { demonstrationContract } from './demonstration/contract.ts'
import { documentContract } from './document/contract.ts'
import { knownIssuesContract } from './known-issues/issues/contract.ts'
import { toldContract } from './known-issues/told/contract.ts'
import { reportsContract } from './insight/reports/contract.ts'
import { savedReportsContract } from './insight/saved-reports/contract.ts'
import { staffLettersContract } from './insight/staff-letters/contract.ts'
import { weeklyContract } from './insight/weekly/contract.ts'
import { returnsContract } from './insight/returns/contract.ts'
import { scoresContract } from './insight/scores/contract.ts'
import { loopContract } from './insight/loop/contract.ts'
import { silentContract } from './insight/silent/contract.ts'
import { workloadContract } from './insight/workload/contract.ts'
import { surveysContract } from './insight/surveys/contract.ts'
import { peopleContract } from './people/contract.ts'
import { promisesContract } from './promises/contract.ts'
import { stepProductsContract } from './journeys/step-products/contract.ts'
import { repairedContract } from './portal/repaired/contract.ts'
import { handlingContract } from './portal/handling/contract.ts'
import { alarmsContract } from './potholes/alarms/contract.ts'
import { evidenceContract } from './potholes/evidence/contract.ts'
import { potholesContract } from './potholes/record/contract.ts'
import { touchedContract } from './potholes/touched/contract.ts'
import { fixesContract } from './potholes/fixes/contract.ts'
import { releasesContract } from './potholes/fixes/releases/contract.ts'
import { verdictsContract } from './potholes/verdicts/contract.ts'
import { whysContract } from './potholes/whys/contract.ts'
import { hotSpotsContract } from './potholes/hot-spots/contract.ts'
import { noticesContract } from './people/notices/contract.ts'

/** Every operation of the API by its name: what the access table, the document and the web app's client are held against. */
export const contracts = {
  ...peopleContract,
  ...noticesContract,
  ...complaintsContract,
  ...solutionContract,
  ...escalationContract,
  ...lettersContract,
  ...repliesContract,
  ...careContract,
  ...savedRepliesContract,
  ...commitmentsContract,
  ...replyAdviceContract,
  ...timeToSolutionContract,
  ...attachmentsContract,
  ...mailboxesContract,
  ...forwardingContract,
  ...mailContract,
  ...viewsContract,
  ...bulkContract,
  ...customersContract,
  ...searchContract,
  ...clocksContract,
  ...liveContract,
  ...tagsContract,
  ...fieldsContract,
  ...duplicatesContract,
  ...promisesContract,
  ...stepProductsContract,
  ...causesContract,
  ...constraintsContract,
  ...samplingContract,
  ...exposureImportContract,
  ...hotSpotsContract,
  ...potholesContract,
  ...evidenceContract,
  ...touchedContract,
  ...fixesContract,
  ...releasesContract,
  ...verdictsContract,
  ...whysContract,
  ...insideOutContract,
  ...loopContract,
  ...returnsContract,
  ...knownIssuesContract,
  ...toldContract,
  ...alarmsContract,
  ...barriersContract,
  ...surveysContract,
  ...silentContract,
  ...workloadContract,
  ...scoresContract,
  ...reportsContract,
  ...savedReportsContract,
  ...staffLettersContract,
  ...weeklyContract,
  ...importContract,
  ...handlingContract,
  ...repairedContract,
  ...demonstrationContract,
  ...documentContract,
}

export type Operations = typeof contracts
