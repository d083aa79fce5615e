import { useText } from '../language/useLanguage.ts'

/** What stands in the "quick log" dialog. @param onDone  closes the dialog */
export function QuickLog({ onDone }: { onDone: () => void }) {
  const t = useText()
  return (
    <button type="button" onClick={onDone}>
      {t('dialog.close')}
    </button>
  )
}
