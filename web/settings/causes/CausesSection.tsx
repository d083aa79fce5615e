import { useText } from '../../language/useLanguage.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { TaxonomyEditor } from './TaxonomyEditor.tsx'
import { TwoQuestions } from './TwoQuestions.tsx'
import { useTaxonomyQuery } from './useTaxonomyDraft.ts'
import { Versions } from './Versions.tsx'

/** The taxonomy: the two questions, the causes they lead to, and its versions. */
export function CausesSection() {
  const t = useText()
  const taxonomy = useTaxonomyQuery()
  const version = taxonomy.data && t('taxonomy.version', { version: taxonomy.data.version })
  return (
    <>
      <PageHeader title={t('taxonomy.title')} aside={version} description={t('taxonomy.description')} />
      <TwoQuestions />
      {taxonomy.isPending && <Loading />}
      {taxonomy.isError && <Failed error={taxonomy.error} onRetry={() => void taxonomy.refetch()} />}
      {taxonomy.isSuccess && <TaxonomyEditor saved={taxonomy.data} />}
      <Versions />
    </>
  )
}
