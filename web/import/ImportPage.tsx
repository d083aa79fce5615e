import { useText } from '../language/useLanguage.ts'
import { PageHeader } from '../ui/PageHeader.tsx'

export function ImportPage() {
  const t = useText()
  return <PageHeader title={t('nav.import')} />
}
