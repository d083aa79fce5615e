import { useSearch } from '@tanstack/react-router'
import { useText } from '../language/useLanguage.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { ChooseFile } from './ChooseFile.tsx'
import { EarlierImports } from './EarlierImports.tsx'
import { OneImport } from './OneImport.tsx'

/** Complaints from a file: choose it, say which column is what, watch it come in. The import at hand is in the address. */
export function ImportPage() {
  const t = useText()
  const { id } = useSearch({ strict: false }) as { id?: unknown }
  const isOne = typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)
  return (
    <>
      <PageHeader
        title={t('nav.import')}
        description={isOne ? undefined : t('import.description')}
        back={isOne ? { href: '/import', label: t('import.all') } : undefined}
      />
      {isOne ? (
        <OneImport key={id} id={id} />
      ) : (
        <>
          <ChooseFile />
          <EarlierImports />
        </>
      )}
    </>
  )
}
