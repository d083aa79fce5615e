import { useText } from '../language/useLanguage.ts'
import { PageHeader } from '../ui/PageHeader.tsx'

export function ComplaintsPage() {
  const t = useText()
  return <PageHeader title={t('nav.complaints')} />
}
