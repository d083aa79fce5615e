import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useText } from '../language/useLanguage.ts'
import classes from './SettingsPage.module.css'
import type { Section } from './sections.ts'

/** The way between the sections: a list at the side, or on a telephone one line that scrolls to where one is. */
export function SectionNavigation({ sections, current }: { sections: Section[]; current: Section }) {
  const t = useText()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    const place = list.current?.querySelector(`[data-section="${current}"]`)
    place?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [current])
  return (
    <nav aria-label={t('nav.settings')} className={classes.navigation}>
      <ul ref={list} className={classes.list}>
        {sections.map((section) => (
          <li key={section}>
            <Link to="/settings/$section" params={{ section }} className={classes.place} data-section={section}>
              {t(`settings.${section}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
