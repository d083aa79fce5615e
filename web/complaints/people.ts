import type { ItemOf } from '../api/ask.ts'
import type { AnswerOf } from '../api/client.ts'

export type Person = ItemOf<'listPeople'>
export type Complaint = AnswerOf<'readComplaint'>

/** Whom a complaint can be taken to above the first line. */
export const isManagement = ({ role }: Person): boolean => role === 'manager' || role === 'executive'
