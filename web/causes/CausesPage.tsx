import { useText } from '../language/useLanguage.ts'
import { PageHeader } from '../ui/PageHeader.tsx'

export function CausesPage() {
  const t = useText()
  return <PageHeader title={t('nav.causes')} />
}
