import { useParams } from '@tanstack/react-router'
import { useText } from '../language/useLanguage.ts'
import { CopyLink } from '../ui/CopyLink.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'

export function ComplaintPage() {
  const t = useText()
  const { reference } = useParams({ from: '/shell/complaints/$reference' })
  return (
    <PageHeader title={reference} aside={<CopyLink />} back={{ href: '/complaints', label: t('nav.complaints') }} />
  )
}
