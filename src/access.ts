import type { Role } from './people/rules.ts'

const everyone = ['agent', 'operations', 'manager', 'executive', 'analyst', 'administrator'] as const satisfies Role[]
/** Those who look after customers: they see every complaint, because a customer may reach any of them. */
const care = ['agent', 'manager', 'administrator'] as const satisfies Role[]
const readers = ['agent', 'manager', 'executive', 'analyst', 'administrator'] as const satisfies Role[]
const coders = ['agent', 'manager', 'analyst', 'administrator'] as const satisfies Role[]
/** Those who work with what was attached; who only reads takes nothing away. */
const attachers = ['agent', 'operations', 'manager', 'administrator'] as const satisfies Role[]
const management = ['manager', 'executive'] as const satisfies Role[]
const stewards = ['analyst', 'administrator'] as const satisfies Role[]
const administrator = ['administrator'] as const satisfies Role[]

/**
 * Who may call what: every operation of every contract has its line here, or the server does not start. People of
 * 'operations' get to complaints they passed on or own, and to no others (see complaints/filters.ts).
 */
export const access = {
  setupState: 'anyone',
  setUp: 'anyone',
  signIn: 'anyone',
  signInToDemonstration: 'anyone',
  signOut: 'anyone',
  startDemonstration: 'anyone',
  readDemonstration: 'anyone',
  readDocument: 'anyone',
  readDocumentPage: 'anyone',
  currentSession: everyone,
  changeMyLanguage: everyone,
  changeMyPassword: everyone,
  listPeople: everyone,
  listTeams: everyone,
  addPerson: administrator,
  changePerson: administrator,
  deactivatePerson: administrator,
  reactivatePerson: administrator,
  addTeam: administrator,
  listKeys: administrator,
  createKey: administrator,
  revokeKey: administrator,

  createComplaint: everyone,
  listComplaints: everyone,
  countComplaints: everyone,
  changeComplaints: everyone,
  undoChange: everyone,
  listViews: everyone,
  saveView: everyone,
  changeView: everyone,
  deleteView: everyone,
  restoreView: everyone,
  readListSettings: everyone,
  changeListSettings: everyone,
  readComplaint: everyone,
  readTimeline: everyone,
  search: everyone,
  readMatches: everyone,
  readCustomer: readers,
  addMessage: everyone,
  readAttachmentLimits: everyone,
  listAttachments: everyone,
  attachFiles: everyone,
  downloadAttachment: everyone,
  removeAttachment: attachers,
  restoreAttachment: attachers,
  classifyComplaint: coders,
  offerHandover: everyone,
  answerHandover: everyone,
  waitingHandovers: everyone,
  closeComplaint: care,
  reopenComplaint: care,
  undoMerge: care,
  splitComplaint: care,
  undoSplit: care,
  escalateComplaint: everyone,
  signNoPothole: management,
  readRoutingRules: ['manager', 'administrator'],
  replaceRoutingRules: administrator,
  verifyEvents: stewards,
  listenLive: everyone,
  showPresence: everyone,
  endPresence: everyone,

  listTags: everyone,
  addTag: coders,
  changeTag: stewards,
  mergeTag: stewards,
  tagComplaint: coders,
  listFields: everyone,
  addField: administrator,
  changeField: administrator,
  orderFields: administrator,
  listFoundNames: administrator,
  findDuplicates: everyone,
  readDuplicates: everyone,

  readTaxonomy: everyone,
  listTaxonomyVersions: readers,
  replaceTaxonomy: stewards,
  codeComplaint: coders,
  readCodings: readers,
  nextToCode: coders,
  readAgreement: readers,
  reportCauses: readers,
  exportCauses: readers,
  listTopics: everyone,
  readExposures: readers,
  storeExposures: stewards,

  prepareImport: stewards,
  previewImport: stewards,
  startImport: stewards,
  previewLocalImport: administrator,
  startLocalImport: administrator,
  readImport: stewards,
  listImports: stewards,
  stopImport: stewards,
  downloadRejects: stewards,
} as const satisfies Record<string, readonly Role[] | 'anyone'>
