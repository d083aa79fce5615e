import type { OperationName } from '../api/client.ts'
import type { News } from './connection.ts'

/** A question that the page has asked, by its key: the operation, then what was asked of it. */
export type Asked = { key: readonly unknown[]; data: unknown }

/** Questions whose answers go out of date with news of a kind. What else a noun publishes gets its line here. */
const byKind: Record<string, readonly OperationName[]> = {
  mine: ['waitingHandovers', 'countComplaints'],
  begun: ['readComplaint', 'readTimeline', 'waitingHandovers'],
  views: ['listViews'],
  mail: ['listMails', 'countMails'],
  mailboxes: ['listMailboxes'],
  notices: ['countNotices', 'listNotices'],
}

/** What hangs on complaints without naming one: asked again a moment later, because they may change by the second. */
export const counted: readonly OperationName[] = ['countComplaints', 'waitingHandovers', 'readCare']

const referenceOf = (key: readonly unknown[]): string | null => {
  const [, input] = key as [string, { params?: { reference?: string } } | undefined]
  return input?.params?.reference ?? null
}

const isAbout = ({ key, data }: Asked, { id, reference }: News): boolean => {
  const asked = referenceOf(key)
  return asked !== null && (asked === reference || asked === id || (data as { id?: string } | undefined)?.id === id)
}

/** Of a complaint: up to which of its events an answer goes. Null for answers that do not tell. */
function versionOf({ key, data }: Asked): number | null {
  if (key[0] === 'readComplaint') return (data as { version?: number } | undefined)?.version ?? 0
  if (key[0] !== 'readTimeline') return null
  // What was merged into it counts for itself.
  const own = ((data ?? []) as { seq: number; of?: string }[]).filter((entry) => entry.of === undefined)
  return Math.max(0, ...own.map(({ seq }) => seq))
}

/**
 * Which of the page's questions must be asked again because of this news. Of a complaint: all about it, unless the version
 * told of is shown already, which is so after what this page did itself. The complaint and its history are asked for beside each
 * other, and what happens between the two answers is in one of them only: both must have it.
 */
export function outOfDate<Given extends Asked>(asked: readonly Given[], news: News): Given[] {
  if (news.kind === 'missed') return [...asked]
  if (news.kind !== 'complaint') {
    const operations = Object.hasOwn(byKind, news.kind) ? (byKind[news.kind] ?? []) : []
    return asked.filter(({ key }) => operations.includes(key[0] as OperationName))
  }
  const shown = asked.filter((each) => each.key[0] === 'readComplaint' && isAbout(each, news))
  const names = new Set(shown.map(({ key }) => referenceOf(key)))
  const about = asked.filter((each) => isAbout(each, news) || names.has(referenceOf(each.key) ?? ''))
  const versions = about.map(versionOf).filter((version) => version !== null)
  const isKnown = shown.length > 0 && versions.every((version) => version >= Number(news.version))
  return isKnown ? [] : about
}
