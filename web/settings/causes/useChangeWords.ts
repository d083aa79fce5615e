import { localeOf } from '../../../src/platform/texts/languages.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import type { countChanges } from './taxonomy-draft.ts'

/** What would be saved, in words: "2 added, 1 retired". */
export function useChangeWords({ added, changed, retired, restored }: ReturnType<typeof countChanges>): string {
  const t = useText()
  const { language } = useLanguage()
  const parts = [
    added > 0 && t('taxonomy.added', { count: added }),
    changed > 0 && t('taxonomy.changed', { count: changed }),
    retired > 0 && t('taxonomy.retired_count', { count: retired }),
    restored > 0 && t('taxonomy.restored', { count: restored }),
  ].filter((part) => part !== false)
  return t('taxonomy.unsaved', { changes: new Intl.ListFormat(localeOf(language), { type: 'unit' }).format(parts) })
}
