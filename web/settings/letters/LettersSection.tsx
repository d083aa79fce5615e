import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { useText } from '../../language/useLanguage.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Leaving } from './Leaving.tsx'
import { TemplateEditor } from './TemplateEditor.tsx'

/** What letters say in each language, and how they leave. */
export function LettersSection() {
  const t = useText()
  const templates = useQuery(ask('listLetterTemplates', {}))
  return (
    <>
      <PageHeader title={t('settings.letters')} description={t('letters.description')} />
      {templates.isPending && <Loading shape="page" lines={8} />}
      {templates.isError && <Failed error={templates.error} onRetry={() => void templates.refetch()} />}
      {templates.isSuccess && <TemplateEditor templates={templates.data} />}
      <Leaving />
    </>
  )
}
