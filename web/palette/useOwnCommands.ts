import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { allLanguages, languageName } from '../../src/platform/texts/languages.ts'
import { useText } from '../language/useLanguage.ts'
import { useMay, useMyLanguage } from '../session/useSession.ts'
import { sections } from '../settings/sections.ts'
import { useDestinations } from '../shell/navigation.ts'
import { currentShortcuts } from '../shortcuts/registry.ts'
import { type Command, currentCommands } from './registry.ts'
import { recentComplaints } from './recent.ts'

export type Group = 'here' | 'recent' | 'go' | 'do' | 'look'
/** `isRare`: offered to who types its name, not before. */
export type GroupedCommand = Command & { group: Group; keys?: string; note?: string; isRare?: boolean }

const themes = ['auto', 'light', 'dark'] as const satisfies MantineColorScheme[]
/** Moving about in a list is for the keys alone. */
const onlyKeys = new Set(['complaints.next', 'complaints.previous', 'nav.search'])

/** Gathers all that can be done from here, in the order in which it is offered. */
export function useOwnCommands(): () => GroupedCommand[] {
  const t = useText()
  const router = useRouter()
  const may = useMay()
  const destinations = useDestinations()
  const { setColorScheme } = useMantineColorScheme()
  const setLanguage = useMyLanguage()
  const go = (address: string) => () => router.history.push(address)
  const onThisScreen = () => currentCommands().map((command) => ({ ...command, group: 'here' as const }))
  const recent = () =>
    recentComplaints()
      .filter(({ reference }) => !router.state.location.pathname.endsWith(reference))
      .map(({ reference, words }) => ({
        key: reference,
        label: words,
        note: reference,
        group: 'recent' as const,
        run: go(`/complaints/${reference}`),
      }))
  const places = () =>
    destinations.map(({ to, label, keys }) => ({ key: to, label: t(label), keys, group: 'go' as const, run: go(to) }))
  const settings = () =>
    sections
      .filter(({ needs }) => may(needs))
      .map(({ name }) => ({
        key: `settings ${name}`,
        label: t('palette.settings', { section: t(`settings.${name}`) }),
        group: 'go' as const,
        isRare: true,
        run: go(`/settings/${name}`),
      }))
  const shortcuts = () =>
    currentShortcuts()
      .filter(({ group, label }) => group !== 'shortcut.group_go' && group !== 'coding.group' && !onlyKeys.has(label))
      .map(({ keys, label, run }) => ({ key: `shortcut ${keys}`, label: t(label), keys, group: 'do' as const, run }))
  const looks = () => [
    ...themes.map((theme) => ({
      key: `theme ${theme}`,
      label: t('palette.theme', { theme: t(`theme.${theme}`) }),
      group: 'look' as const,
      run: () => setColorScheme(theme),
    })),
    ...allLanguages.map((language) => ({
      key: `language ${language}`,
      label: t('palette.language', { language: languageName(language) }),
      group: 'look' as const,
      run: () => void setLanguage(language),
    })),
  ]
  return () => [...onThisScreen(), ...recent(), ...places(), ...settings(), ...shortcuts(), ...looks()]
}
