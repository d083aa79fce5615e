import { useText } from '../language/useLanguage.ts'
import { FrontPage } from '../shell/FrontPage.tsx'

export function StartPage() {
  const t = useText()
  return <FrontPage title={t('start.title')}>{null}</FrontPage>
}
