import type { Caller } from '../platform/http/server.ts'
import { Problem } from '../platform/problem.ts'

/** The id of who codes: only a person does, because a coding says who read the complaint. @throws Problem person_needed */
export function coderOf(caller: Caller): string {
  if (caller.kind !== 'person') throw new Problem('forbidden', 'person_needed')
  return caller.id
}
