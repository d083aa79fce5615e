import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import type { Language } from '../src/platform/texts/languages.ts'
import { LanguageProvider } from './language/LanguageProvider.tsx'
import { useText } from './language/useLanguage.ts'
import { queries } from './queries.ts'
import { router } from './router.tsx'
import { themeChoice, themeFor } from './theme/theme.ts'

/** Everything a page may rely on: language, theme, what the server said, the router. */
export function App({ firstLanguage }: { firstLanguage: Language }) {
  return (
    <LanguageProvider first={firstLanguage}>
      <Themed>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Themed>
    </LanguageProvider>
  )
}

function Themed({ children }: { children: ReactNode }) {
  const t = useText()
  const theme = useMemo(() => themeFor(t('dialog.close')), [t])
  return (
    <MantineProvider theme={theme} colorSchemeManager={themeChoice} defaultColorScheme="auto">
      {children}
    </MantineProvider>
  )
}
