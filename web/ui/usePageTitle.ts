import { useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useText } from '../language/useLanguage.ts'
import { announce } from './announce.ts'

let announcedFor: string | null = null

/** Names the browser's tab, and tells a screen reader which page arrived: once for each address, and not for the first. */
export function usePageTitle(title: string): void {
  const t = useText()
  const { pathname } = useLocation()
  const name = t('app.name')
  useEffect(() => {
    document.title = `${title} · ${name}`
    if (announcedFor !== null && announcedFor !== pathname) announce(title)
    announcedFor = pathname
  }, [title, name, pathname])
}
