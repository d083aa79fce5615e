import { Modal } from '@mantine/core'
import { useText } from '../../../language/useLanguage.ts'
import classes from './BulkBar.module.css'
import { byReason, type Result } from './batches.ts'

/** Numbers named under one reason; the others are counted. */
const mostNamed = 30

/** Which complaints a change was refused for, and why. Nothing when it was refused for none. */
export function Refused({ results, onClose }: { results: Result[]; onClose: () => void }) {
  const t = useText()
  return (
    <Modal opened={results.length > 0} onClose={onClose} title={t('bulk.refused', { count: results.length })} size="lg">
      <p>{t('bulk.refused_why')}</p>
      <ul className={classes.reasons}>
        {byReason(results).map(({ detail, references }) => (
          <li key={detail}>
            <strong>{detail}</strong>
            <div className={classes.references}>
              {references.slice(0, mostNamed).map((reference) => (
                <a key={reference} href={`/complaints/${reference}`}>
                  {reference}
                </a>
              ))}
              {references.length > mostNamed && <span>+{references.length - mostNamed}</span>}
            </div>
          </li>
        ))}
      </ul>
    </Modal>
  )
}
