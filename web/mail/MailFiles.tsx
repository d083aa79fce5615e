import { addressOf } from '../api/client.ts'
import { sizeOf } from '../complaints/attachments/size.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import classes from './mail.module.css'
import type { ShownMail } from './MailDrawer.tsx'

/** The files in a message, and the message itself as it came. */
export function MailFiles({ mail: { id, files, size } }: { mail: ShownMail }) {
  const t = useText()
  const format = useFormat()
  return (
    <section>
      {files.length > 0 && (
        <>
          <h3 className={classes.part}>{t('mail.files')}</h3>
          <ul className={classes.files}>
            {files.map((file) => (
              <li key={file.number}>
                <a href={addressOf('downloadMailFile', { params: { id, number: file.number } })} download>
                  <bdi>{file.name}</bdi>
                </a>{' '}
                <span className={classes.quiet}>{sizeOf(format, file.size)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <a href={addressOf('downloadMail', { params: { id } })} download>
        {t('mail.original_size', { size: sizeOf(format, size) })}
      </a>
    </section>
  )
}
