import { addressOf, ApiProblem, call } from '../api/client.ts'

/** What the server tells of: a kind of thing, which one, and more by kind (src/complaints/live/contract.ts). */
export type News = { kind: string; id?: string; [more: string]: unknown }
/** Whether what is on screen follows the server: not yet, yes, not at the moment, or never again without signing in. */
export type Link = 'connecting' | 'live' | 'lost' | 'signed_out'

type Told = {
  onNews: (news: News[]) => void
  onLink: (link: Link) => void
  /** What the person may do is not what it was. */
  onRole: () => void
  /** Somebody else is signed in in this browser now. */
  onOther: () => void
}

/** Milliseconds without a word from the server, which says something every 25 seconds, after which the line is dead. */
const silence = 60_000
const waits = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000]

/** How long to wait before the try after `failures` failed ones. Not all browsers at once: `chance` is from 0 to 1. */
const waitBefore = (failures: number, chance: number): number =>
  (waits[Math.min(failures, waits.length) - 1] ?? 0) * (0.75 + chance / 2)

/**
 * One stream of news from the server, opened again whenever it ends, until it is closed. After a break the first news is
 * `missed`, unless the server says that nothing was.
 */
export class Connection {
  private source: EventSource | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private lastId: string | null = null
  private failures = 0
  private wasWelcome = false
  private isClosed = false
  private isWaitingToBeSeen = false

  constructor(
    private readonly personId: string,
    private readonly told: Told,
    /** This page was told of news by another before, and of none between that and the first welcome. */
    private readonly hasGap = false,
  ) {
    addEventListener('online', this.hurry)
    document.addEventListener('visibilitychange', this.hurry)
    this.connect()
  }

  close(): void {
    this.isClosed = true
    removeEventListener('online', this.hurry)
    document.removeEventListener('visibilitychange', this.hurry)
    this.drop()
  }

  /** What waits for its next try need not wait when the network is back or somebody looks again. */
  private readonly hurry = (): void => {
    if (this.source || this.isClosed || document.hidden || !navigator.onLine) return
    this.isWaitingToBeSeen = false
    this.connect()
  }

  private drop(): void {
    clearTimeout(this.timer)
    this.source?.close()
    this.source = null
  }

  private connect(): void {
    this.drop()
    const source = new EventSource(addressOf('listenLive', { query: { after: this.lastId } }))
    this.source = source
    const on = (name: string, take: (data: string) => void) =>
      source.addEventListener(name, (event: MessageEvent<string>) => {
        if (this.source !== source) return
        if (event.lastEventId) this.lastId = event.lastEventId
        this.expectWord()
        take(event.data)
      })
    on('hello', (data) => this.welcome(JSON.parse(data) as { missed: boolean; to: string }))
    on('news', (data) => this.told.onNews(JSON.parse(data) as News[]))
    on('alive', () => {})
    on('end', (data) => void this.ended((JSON.parse(data) as { reason: string }).reason))
    source.addEventListener('error', () => this.source === source && void this.failed())
    this.expectWord()
  }

  private expectWord(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.failed(), silence)
  }

  private welcome({ missed, to }: { missed: boolean; to: string }): void {
    if (to !== this.personId) return this.told.onOther()
    // Without an id to go by the server cannot know what a page that tried in vain has missed.
    const isFirst = !this.wasWelcome
    const hasMissed = missed || (isFirst && (this.failures > 0 || this.hasGap))
    this.failures = 0
    this.wasWelcome = true
    this.told.onLink('live')
    if (hasMissed) this.told.onNews([{ kind: 'missed' }])
    // What happened between the loading of the page and this moment was told to nobody here.
    else if (isFirst) this.told.onNews([{ kind: 'begun' }])
  }

  private async ended(reason: string): Promise<void> {
    this.drop()
    if (reason === 'not_allowed') return this.askWho()
    // Too many windows of this person: this one follows again once somebody looks at it.
    this.isWaitingToBeSeen = reason === 'replaced' && document.hidden
    if (!this.isWaitingToBeSeen) await this.failed()
  }

  private async failed(): Promise<void> {
    this.drop()
    this.failures += 1
    this.told.onLink('lost')
    if (this.failures > 1 && navigator.onLine && (await this.isSignedOut())) return this.told.onLink('signed_out')
    if (this.isClosed) return
    this.timer = setTimeout(() => this.connect(), waitBefore(this.failures, Math.random()))
  }

  /** The server ended the stream because this session, or what it may do, is not what it was. */
  private async askWho(): Promise<void> {
    if (await this.isSignedOut()) return this.told.onLink('signed_out')
    this.told.onRole()
    await this.failed()
  }

  private async isSignedOut(): Promise<boolean> {
    return call('currentSession', {}).then(
      () => false,
      (error) => error instanceof ApiProblem && (error.status === 401 || error.status === 403),
    )
  }
}
