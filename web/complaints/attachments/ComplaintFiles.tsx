import { useText } from '../../language/useLanguage.ts'
import classes from './ComplaintFiles.module.css'
import { FileList } from './FileList.tsx'
import { useAttachments } from './useAttachments.ts'

/** Every file of a complaint in one place, whoever it came from. */
export function ComplaintFiles({ reference }: { reference: string }) {
  const t = useText()
  const files = useAttachments(reference)
  if (files.length === 0) return null
  const heading = t('files.title', { count: files.length })
  return (
    <section aria-labelledby="files" className={classes.section}>
      <h2 id="files" className={classes.heading}>
        {heading}
      </h2>
      <FileList reference={reference} files={files} label={heading} />
    </section>
  )
}
