import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { sessionQuery } from '../session/session.ts'
import { useMe } from '../session/useSession.ts'
import { tellLink, tellNews } from './bus.ts'
import type { News } from './connection.ts'
import { shownRows, updateRows } from './rows.ts'
import { followNews } from './shared.ts'
import { counted, outOfDate } from './stale.ts'

/** Rows brought up to date at a time; when more changed, the list says that it is out of date instead. */
const mostRows = 20
const pause = 1500

/** Keeps what is on screen up to date with what others do, for as long as somebody is signed in. Once, in the shell. */
export function useLive(): void {
  const { id } = useMe()
  const queries = useQueryClient()
  const router = useRouter()
  useEffect(() => {
    const updating = new Updating(queries)
    const end = followNews(id, {
      onNews: (news) => {
        updating.take(news)
        tellNews(news)
      },
      onLink: tellLink,
      // Somebody else signed in in another tab: nothing of the person before may stay on the screen.
      onOther: () => location.reload(),
      // What may be done is another now: the shell and the page ask anew who this is.
      onRole: () => {
        void queries.invalidateQueries({ queryKey: sessionQuery.queryKey }).then(() => router.invalidate())
      },
    })
    return () => {
      end()
      updating.stop()
      tellLink('connecting')
    }
  }, [id, queries, router])
}

/** Asks again for what news made out of date: the complaint at once, its rows and the counts when it has been quiet a moment. */
class Updating {
  private rows = new Set<string>()
  private isCounting = false
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly queries: QueryClient) {}

  take(news: News[]): void {
    const { queries } = this
    for (const each of news) {
      const asked = queries
        .getQueryCache()
        .getAll()
        .map((query) => ({ key: query.queryKey, data: query.state.data, query }))
      for (const { query } of outOfDate(asked, each)) void this.askAgain(query)
      if (each.kind === 'complaint' && typeof each.reference === 'string') this.rows.add(each.reference)
      if (each.kind === 'complaint' || each.kind === 'many') this.isCounting = true
    }
    if (this.rows.size > 0 || this.isCounting) this.timer ??= setTimeout(() => void this.catchUp(), pause)
  }

  stop(): void {
    clearTimeout(this.timer)
  }

  /** A first answer that is still on its way may have left before the news: it cannot be overtaken, so it is asked for once more. */
  private async askAgain(query: Query): Promise<void> {
    if (query.state.data === undefined && query.state.fetchStatus === 'fetching') await query.promise?.catch(() => null)
    await this.queries.invalidateQueries({ queryKey: query.queryKey, exact: true })
  }

  private async catchUp(): Promise<void> {
    this.timer = undefined
    const { queries, rows, isCounting } = this
    this.rows = new Set()
    this.isCounting = false
    if (isCounting) for (const operation of counted) void queries.invalidateQueries({ queryKey: [operation] })
    const shown = shownRows(queries).filter(({ reference }) => rows.has(reference))
    if (shown.length <= mostRows) await updateRows(queries, [...new Set(shown.map(({ reference }) => reference))])
  }
}
