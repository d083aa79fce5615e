import 'virtual:mantine-styles'
import './theme/global.css'
import { isNotFound } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { firstLanguage, loadLanguage } from './language/catalogues.ts'
import { reloadWhenOutdated } from './outdated.ts'
import { printInLight } from './ui/printing.ts'
import { queries } from './queries.ts'
import { router } from './router.tsx'
import { leaveWhenExpired } from './session/expiry.ts'
import { NotForRole } from './session/session.ts'

reloadWhenOutdated()
printInLight()
leaveWhenExpired(queries, router)
const language = firstLanguage()
await loadLanguage(language)
createRoot(document.getElementById('root') as HTMLElement, {
  // A page that is not there, or not for this role, is thrown to the place that shows so; nothing went wrong.
  onCaughtError: (error) => isNotFound(error) || error instanceof NotForRole || console.error(error),
}).render(<App firstLanguage={language} />)
