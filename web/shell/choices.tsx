import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core'
import { allLanguages, isLanguage, languageName } from '../../src/platform/texts/languages.ts'
import { useLanguage, useText } from '../language/useLanguage.ts'
import { useMyLanguage } from '../session/useSession.ts'

/** Light, dark, or as the system: in a menu. Acts at once and is remembered by this browser. */
export function ThemeChoices() {
  const t = useText()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <>
      <Menu.Label>{t('theme.label')}</Menu.Label>
      <Menu.RadioGroup value={colorScheme} onChange={(chosen) => setColorScheme(chosen as MantineColorScheme)}>
        <Menu.RadioItem value="auto">{t('theme.auto')}</Menu.RadioItem>
        <Menu.RadioItem value="light">{t('theme.light')}</Menu.RadioItem>
        <Menu.RadioItem value="dark">{t('theme.dark')}</Menu.RadioItem>
      </Menu.RadioGroup>
    </>
  )
}

/** The languages, each by its own name: in a menu. */
export function LanguageChoices() {
  const t = useText()
  const { language } = useLanguage()
  const setLanguage = useMyLanguage()
  return (
    <>
      <Menu.Label>{t('language.label')}</Menu.Label>
      <Menu.RadioGroup value={language} onChange={(chosen) => isLanguage(chosen) && void setLanguage(chosen)}>
        {allLanguages.map((each) => (
          <Menu.RadioItem key={each} value={each} lang={each}>
            {languageName(each)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  )
}
