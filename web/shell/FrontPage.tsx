import { type MantineColorScheme, Title, useMantineColorScheme } from '@mantine/core'
import type { ReactNode } from 'react'
import { allLanguages, isLanguage, languageName } from '../../src/platform/texts/languages.ts'
import { useLanguage, useText } from '../language/useLanguage.ts'
import { usePageTitle } from '../ui/usePageTitle.ts'
import classes from './FrontPage.module.css'
import { Logo } from './Logo.tsx'

type FrontPageProps = {
  /** The one h1. */
  title: string
  /** A line under it. */
  description?: ReactNode
  children: ReactNode
}

/** The frame of the pages before signing in: one narrow column, and the switches for language and appearance. */
export function FrontPage({ title, description, children }: FrontPageProps) {
  const t = useText()
  usePageTitle(title)
  return (
    <div className={classes.front}>
      <main id="main" tabIndex={-1} className={classes.column}>
        <p className={classes.brand}>
          <Logo size={32} />
          {t('app.name')}
        </p>
        <Title order={1}>{title}</Title>
        {description && <p className={classes.description}>{description}</p>}
        <div className={classes.content}>{children}</div>
      </main>
      <footer className={classes.foot}>
        <LanguageSelect />
        <ThemeSelect />
      </footer>
    </div>
  )
}

// Plain selects: the menus of the shell would double what a person downloads before signing in.

function LanguageSelect() {
  const t = useText()
  const { language, setLanguage } = useLanguage()
  return (
    <select
      aria-label={t('language.label')}
      className={classes.select}
      value={language}
      onChange={({ currentTarget: { value } }) => isLanguage(value) && void setLanguage(value)}
    >
      {allLanguages.map((each) => (
        <option key={each} value={each} lang={each}>
          {languageName(each)}
        </option>
      ))}
    </select>
  )
}

function ThemeSelect() {
  const t = useText()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <select
      aria-label={t('theme.label')}
      className={classes.select}
      value={colorScheme}
      onChange={({ currentTarget: { value } }) => setColorScheme(value as MantineColorScheme)}
    >
      {(['auto', 'light', 'dark'] as const).map((each) => (
        <option key={each} value={each}>
          {t(`theme.${each}`)}
        </option>
      ))}
    </select>
  )
}
