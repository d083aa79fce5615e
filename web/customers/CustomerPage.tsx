import { useParams } from '@tanstack/react-router'
import { PageHeader } from '../ui/PageHeader.tsx'

export function CustomerPage() {
  const { id } = useParams({ from: '/shell/customers/$id' })
  return <PageHeader title={id} />
}
