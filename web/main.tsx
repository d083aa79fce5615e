import 'virtual:mantine-styles'
import './theme/global.css'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { firstLanguage, loadLanguage } from './language/catalogues.ts'
import { reloadWhenOutdated } from './outdated.ts'
import { printInLight } from './ui/printing.ts'
import { queries } from './queries.ts'
import { router } from './router.tsx'
import { leaveWhenExpired } from './session/expiry.ts'

reloadWhenOutdated()
printInLight()
leaveWhenExpired(queries, router)
const language = firstLanguage()
await loadLanguage(language)
createRoot(document.getElementById('root') as HTMLElement).render(<App firstLanguage={language} />)
