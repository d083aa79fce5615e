import { randomBytes } from 'node:crypto'
import type { Readable } from 'node:stream'
import { log } from '../log.ts'
import { Problem } from '../problem.ts'
import { type EndReason, EventStream } from './stream.ts'
import type { News } from './news.ts'

/** Whoever listens: a person or a program. */
export type Listener = {
  id: string
  /** Those of the news that this listener may know of, in the same order; the same array when all. */
  sees: (news: readonly News[]) => readonly News[] | Promise<readonly News[]>
  /** Whether what let them in still holds: the session has not ended, the role is the same. */
  isAllowed: () => Promise<boolean>
}

/** `pace`: milliseconds between two messages to a client; `beat`: between two signs of life. */
export type HubSettings = { pace?: number; beat?: number; mostListeners?: number; mostPerListener?: number }

type Open = { listener: Listener; stream: EventStream; isAsking: boolean; hasMissed: boolean }

/** More changes than this between two messages are told as one: many. */
const mostNamed = 100
/** More than this for single people between two messages are not told; they are repeated anyway (see presence). */
const mostPersonal = 1000

/**
 * Tells clients what changed, within this process. It knows none of our nouns: they publish, and say who may know. Changes
 * are gathered for a moment and sent together, each thing once; very many become one "many".
 */
export class Hub {
  private readonly open = new Set<Open>()
  private readonly boot = randomBytes(6).toString('base64url')
  private sent = 0
  private pending = new Map<string, News>()
  private personal = new Map<string, { news: News; to: ReadonlySet<string> }>()
  private timer: NodeJS.Timeout | null = null
  private lastAt = 0
  private isStopped = false
  private readonly beating: NodeJS.Timeout

  constructor(private readonly settings: HubSettings = {}) {
    this.beating = setInterval(() => void this.beat(), settings.beat ?? 25_000)
    this.beating.unref()
  }

  /** How many streams are open. */
  get size(): number {
    return this.open.size
  }

  /** Tells everyone who may know, or only the people in `to`. Costs next to nothing: the work is done at the next turn. */
  publish(news: News, to?: readonly string[]): void {
    if (this.open.size === 0 || this.isStopped) return
    const key = `${news.kind} ${news.id ?? ''}`
    if (to) {
      if (this.personal.size < mostPersonal) this.personal.set(`${key} ${to.join()}`, { news, to: new Set(to) })
    } else if (!this.pending.has('many ')) {
      // What came first is what it was to begin with: a new complaint that changes at once is still new.
      const isNew = this.pending.get(key)?.isNew ?? news.isNew
      this.pending.set(key, isNew ? { ...news, isNew } : news)
      if (this.pending.size > mostNamed) this.pending = new Map([['many ', { kind: 'many' }]])
    }
    this.plan()
  }

  /**
   * Opens a stream. `lastId` is the last message the client had, if it was here before: the first event, `hello`, says
   * whether it may have missed something since, and for whom the stream is.
   * @throws Problem live_stopping, live_full
   */
  listen(listener: Listener, lastId: string | null): Readable {
    if (this.isStopped) throw new Problem('unavailable', 'live_stopping')
    const { mostListeners = 5000, mostPerListener = 8 } = this.settings
    if (this.open.size >= mostListeners) throw new Problem('unavailable', 'live_full')
    const own = [...this.open].filter((each) => each.listener.id === listener.id)
    for (const each of own.slice(0, Math.max(0, own.length - mostPerListener + 1))) this.close(each, 'replaced')
    const opened: Open = { listener, stream: new EventStream(), isAsking: false, hasMissed: false }
    this.open.add(opened)
    opened.stream.onGone(() => this.open.delete(opened))
    const missed = lastId !== null && lastId !== this.lastId
    opened.stream.send('hello', this.lastId, JSON.stringify({ missed, to: listener.id }))
    // Whoever signed out while this was being opened.
    void this.check(opened)
    return opened.stream.body
  }

  /** Closes the streams of this person or key that are not allowed any more. */
  recheck(id: string): void {
    for (const each of this.open) if (each.listener.id === id) void this.check(each)
  }

  /** Ends every stream and opens no more; what is open is gone within half a second. */
  stop(): void {
    this.isStopped = true
    clearInterval(this.beating)
    if (this.timer) clearTimeout(this.timer)
    for (const each of this.open) this.close(each, 'stopping')
  }

  private get lastId(): string {
    return `${this.boot}.${this.sent}`
  }

  private close(opened: Open, reason: EndReason): void {
    this.open.delete(opened)
    opened.stream.end(reason)
  }

  private plan(): void {
    if (this.timer) return
    const pause = this.lastAt + (this.settings.pace ?? 300) - Date.now()
    this.timer = setTimeout(() => this.tell(), Math.max(20, pause))
    this.timer.unref()
  }

  private tell(): void {
    this.timer = null
    this.lastAt = Date.now()
    this.sent += 1
    const news = [...this.pending.values()]
    const personal = [...this.personal.values()]
    this.pending = new Map()
    this.personal = new Map()
    const whole = JSON.stringify(news)
    for (const each of this.open) {
      const own = personal.filter(({ to }) => to.has(each.listener.id)).map((one) => one.news)
      if (own.length > 0) this.send(each, [...news, ...own])
      else if (news.length > 0) this.send(each, news, whole)
    }
  }

  private send(opened: Open, news: readonly News[], written?: string): void {
    // Asking what may be seen takes longer than the next message: nothing piles up, the client is told to look for itself.
    if (opened.isAsking) {
      opened.hasMissed = true
      return
    }
    const seen = opened.listener.sees(news)
    if (!(seen instanceof Promise)) return this.write(opened, seen, seen === news ? written : undefined)
    opened.isAsking = true
    seen
      .then((found) => this.write(opened, found))
      .catch((error) => {
        log.warn('what a listener may see could not be asked', { error })
        opened.hasMissed = true
      })
      .finally(() => {
        opened.isAsking = false
        if (opened.hasMissed) this.write(opened, [{ kind: 'missed' }])
        opened.hasMissed = false
      })
  }

  private write({ stream }: Open, news: readonly News[], written = JSON.stringify(news)): void {
    if (news.length > 0) stream.send('news', this.lastId, written)
  }

  private async beat(): Promise<void> {
    for (const each of this.open) each.stream.send('alive', this.lastId, '{}')
    for (const each of this.open) await this.check(each)
  }

  /** An answer that cannot be had (the database is away) ends nothing: the next sign of life asks again. */
  private async check(opened: Open): Promise<void> {
    const isAllowed = await opened.listener.isAllowed().catch(() => true)
    if (!isAllowed) this.close(opened, 'not_allowed')
  }
}
