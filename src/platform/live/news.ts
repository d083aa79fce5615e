import { afterCommit, type Database, type Tx } from '../database/index.ts'
import type { Hub } from './hub.ts'

/**
 * Something that changed, for the screens that show it: what kind of thing, which one, and whatever the noun that tells of it
 * adds. News of the same kind and id replace each other until they are sent: only the last one matters.
 */
export type News = { kind: string; id?: string; [more: string]: unknown }

const hubs = new WeakMap<Database, Hub>()

/** Makes `hub` the one that is told what is done through `db`. */
export const hubFor = (db: Database, hub: Hub): void => void hubs.set(db, hub)

/**
 * Tells everyone who listens (with `to`: only these people), once the change is on disk. Nothing happens when the change is
 * rolled back, or when nobody serves from this database here, as in a command.
 */
export function publish(db: Database | Tx, news: News, to?: readonly string[]): void {
  afterCommit(db, (of) => hubs.get(of)?.publish(news, to))
}

/**
 * Asks again, once the change is on disk, whether this person (or key) may still listen: after signing out, a change of role
 * or password, deactivation. Who may not loses the stream at once.
 */
export function recheckListener(db: Database | Tx, id: string): void {
  afterCommit(db, (of) => hubs.get(of)?.recheck(id))
}
