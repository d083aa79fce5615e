import { useParams } from '@tanstack/react-router'
import { useText } from '../language/useLanguage.ts'
import { PageHeader } from '../ui/PageHeader.tsx'

export function SettingsPage() {
  const t = useText()
  const { section } = useParams({ from: '/shell/settings/$section' })
  return <PageHeader title={t('nav.settings')} aside={section} />
}
