import { Connection, type Link, type News } from './connection.ts'

type Said = { link: Link } | { news: News[] } | { role: true } | { other: true } | { ask: true }

/** A tab that leads says something at least this often; one that was frozen does not, and another takes over. */
const leaderSilence = 75_000

/** Who wants to know: of news, of the state of the line, that the person's role is another now, or the person is. */
export type Follower = {
  onNews: (news: News[]) => void
  onLink: (link: Link) => void
  onRole: () => void
  onOther: () => void
}

/**
 * Follows the news for one person in this browser. All its tabs share one stream: the tab that holds the lock has it and
 * passes on what comes, because a browser opens only six connections to one server. Where tabs cannot agree (plain HTTP from
 * another machine), each has a stream of its own while it is looked at.
 * @returns what ends it
 */
export function followNews(personId: string, { onNews, onLink, onRole, onOther }: Follower): () => void {
  let link: Link = 'connecting'
  const take = (said: Said) => {
    if ('link' in said && said.link !== link) onLink((link = said.link))
    if ('news' in said) onNews(said.news)
    if ('role' in said) onRole()
    if ('other' in said) onOther()
  }
  return 'locks' in navigator && 'BroadcastChannel' in window
    ? share(personId, take, () => link)
    : alone(personId, take)
}

const connectFor = (personId: string, say: (said: Said) => void, hasGap = false): Connection => {
  const told = {
    onNews: (news: News[]) => say({ news }),
    onLink: (link: Link) => say({ link }),
    onRole: () => say({ role: true }),
    onOther: () => say({ other: true }),
  }
  return new Connection(personId, told, hasGap)
}

function share(personId: string, take: (said: Said) => void, linkNow: () => Link): () => void {
  const name = `amends.live.${personId}`
  const channel = new BroadcastChannel(name)
  const stopping = new AbortController()
  let connection: Connection | null = null
  let heardAt = Date.now()
  let hasFollowed = false
  const say = (said: Said) => {
    take(said)
    channel.postMessage(said)
  }
  channel.onmessage = ({ data }: MessageEvent<Said>) => {
    heardAt = Date.now()
    if ('ask' in data) {
      if (connection) channel.postMessage({ link: linkNow() } satisfies Said)
    } else if (!connection) {
      hasFollowed = true
      take(data)
    }
  }
  const lead = () =>
    new Promise<void>((done) => {
      connection = connectFor(personId, say, hasFollowed)
      stopping.signal.addEventListener('abort', () => done())
    })
  const queue = (options: LockOptions) => {
    navigator.locks.request(name, options, lead).catch(() => {
      // Stopped, or another tab took over because this one was frozen.
      connection?.close()
      connection = null
      if (!stopping.signal.aborted) queue({ signal: stopping.signal })
    })
  }
  queue({ signal: stopping.signal })
  channel.postMessage({ ask: true } satisfies Said)
  const watch = setInterval(() => {
    if (connection) return channel.postMessage({ link: linkNow() } satisfies Said)
    if (!document.hidden && Date.now() - heardAt > leaderSilence) {
      heardAt = Date.now()
      queue({ steal: true })
    }
  }, 25_000)
  return () => {
    stopping.abort()
    clearInterval(watch)
    connection?.close()
    channel.close()
  }
}

function alone(personId: string, take: (said: Said) => void): () => void {
  let connection: Connection | null = null
  let hadOne = false
  const follow = () => {
    if (document.hidden) {
      connection?.close()
      connection = null
    } else if (!connection) {
      connection = connectFor(personId, take)
      if (hadOne) take({ news: [{ kind: 'missed' }] })
      hadOne = true
    }
  }
  document.addEventListener('visibilitychange', follow)
  follow()
  return () => {
    document.removeEventListener('visibilitychange', follow)
    connection?.close()
  }
}
