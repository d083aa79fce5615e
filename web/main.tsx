import 'virtual:mantine-styles'
import './theme/global.css'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { firstLanguage, loadLanguage } from './language/catalogues.ts'
import { reloadWhenOutdated } from './outdated.ts'

reloadWhenOutdated()
const language = firstLanguage()
await loadLanguage(language)
createRoot(document.getElementById('root') as HTMLElement).render(<App firstLanguage={language} />)
