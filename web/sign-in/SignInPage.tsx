import { useText } from '../language/useLanguage.ts'
import { FrontPage } from '../shell/FrontPage.tsx'

export function SignInPage() {
  const t = useText()
  return <FrontPage title={t('sign_in.title')}>{null}</FrontPage>
}
