import type { ImportedComplaint } from '../imported-complaint.ts'
import type { AdapterName } from '../mapping/adapters.ts'
import type { ImportProblem } from '../problems.ts'
import type { SourceRow } from '../read/row.ts'
import { addAppealHistory } from './spb-appeals.ts'

/** Adds to a complaint what columns cannot say. `timeZone` is the mapping's. @returns what kept it from doing so */
export type Adapter = (row: SourceRow, complaint: ImportedComplaint, timeZone: string) => ImportProblem[]

export const adapters: Record<AdapterName, Adapter> = { 'spb-appeals': addAppealHistory }
