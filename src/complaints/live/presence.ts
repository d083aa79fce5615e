import type { Present } from './contract.ts'

type Visit = { person: { id: string; name: string }; isWriting: boolean; seenAt: number }

/** Milliseconds after which somebody who said nothing more has left. */
export const leavesAfter = 45_000
/** More pages than these of one person on one complaint are not kept apart. */
const mostVisits = 20

/**
 * Who looks at which complaint, in memory: worth nothing after a restart, and everyone says it again within seconds. `now` is
 * in milliseconds. What changes is returned, so that the caller can tell those who are there.
 */
export class Presence {
  private readonly visits = new Map<string, Map<string, Visit>>()

  /** Somebody is there, or still there. @returns whether that changed anything for the others */
  enter(complaintId: string, visitId: string, visit: Omit<Visit, 'seenAt'>, now: number): boolean {
    const here = this.visits.get(complaintId) ?? new Map<string, Visit>()
    const before = summary(this.present(complaintId))
    const own = [...here].filter(([, each]) => each.person.id === visit.person.id)
    if (!here.has(visitId) && own.length >= mostVisits && own[0]) here.delete(own[0][0])
    here.set(visitId, { ...visit, seenAt: now })
    this.visits.set(complaintId, here)
    return summary(this.present(complaintId)) !== before
  }

  /** A page is closed. Only the person whose page it is can say so. @returns whether that changed anything for the others */
  leave(complaintId: string, visitId: string, personId: string): boolean {
    const here = this.visits.get(complaintId)
    if (here?.get(visitId)?.person.id !== personId) return false
    const before = summary(this.present(complaintId))
    this.drop(complaintId, visitId)
    return summary(this.present(complaintId)) !== before
  }

  /** Forgets those who were silent too long. @returns the complaints that others have left */
  sweep(now: number): string[] {
    const left = new Set<string>()
    for (const [complaintId, here] of this.visits) {
      for (const [visitId, { seenAt }] of here) {
        if (now - seenAt < leavesAfter) continue
        this.drop(complaintId, visitId)
        left.add(complaintId)
      }
    }
    return [...left]
  }

  /** Everyone who looks at a complaint, once each, in the order in which they came. */
  present(complaintId: string): Present[] {
    const people = new Map<string, Present>()
    for (const { person, isWriting } of this.visits.get(complaintId)?.values() ?? []) {
      people.set(person.id, { ...person, writing: isWriting || (people.get(person.id)?.writing ?? false) })
    }
    return [...people.values()]
  }

  private drop(complaintId: string, visitId: string): void {
    const here = this.visits.get(complaintId)
    here?.delete(visitId)
    if (here?.size === 0) this.visits.delete(complaintId)
  }
}

const summary = (people: Present[]): string => people.map(({ id, writing }) => `${id} ${writing}`).join()
