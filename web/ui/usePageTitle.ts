import { useEffect } from 'react'
import { useText } from '../language/useLanguage.ts'
import { announce } from './announce.ts'

let announcedFor: string | null = null

/** Names the browser's tab, and tells a screen reader which page arrived: once for each address, and not for the first. */
export function usePageTitle(title: string): void {
  const t = useText()
  const name = t('app.name')
  useEffect(() => {
    document.title = `${title} · ${name}`
    // Read here and not from the router: while the next page is on its way, this one is still drawn, at the new address.
    const { pathname } = location
    if (announcedFor !== null && announcedFor !== pathname) announce(title)
    announcedFor = pathname
  }, [title, name])
}
