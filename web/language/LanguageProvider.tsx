import { DirectionProvider } from '@mantine/core'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import type { Language } from '../../src/platform/texts/languages.ts'
import { loadLanguage, rememberLanguage } from './catalogues.ts'
import { LanguageContext } from './useLanguage.ts'

/** Gives everything below it one language, whose catalogue is already loaded, and the switch to another. */
export function LanguageProvider({ first, children }: { first: Language; children: ReactNode }) {
  const [language, show] = useState(first)
  const setLanguage = useCallback(async (next: Language) => {
    await loadLanguage(next)
    rememberLanguage(next)
    show(next)
  }, [])
  const choice = useMemo(() => ({ language, setLanguage }), [language, setLanguage])
  return (
    <LanguageContext value={choice}>
      <DirectionProvider>{children}</DirectionProvider>
    </LanguageContext>
  )
}
