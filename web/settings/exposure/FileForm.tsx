import { Button, FileButton } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useText } from '../../language/useLanguage.ts'
import { Loading } from '../../ui/Loading.tsx'
import classes from './exposure.module.css'
import { FilePreview } from './FilePreview.tsx'
import { Rejected } from './Rejected.tsx'
import { useFileImport } from './useFileImport.ts'

/** A whole file of exposures: it is looked at first, and what it holds is stored when somebody says so. */
export function FileForm() {
  const t = useText()
  const { file, looked, failure, isBusy, choose, store, leave } = useFileImport()
  return (
    <section className={classes.file} aria-label={t('exposure.file')}>
      <h2>{t('exposure.file')}</h2>
      <p className={classes.quiet}>{t('exposure.file_why')}</p>
      <FileButton
        onChange={choose}
        accept=".csv,.tsv,.txt,.xlsx,.json,.jsonl,.gz,.zip"
        inputProps={{ 'aria-label': t('exposure.file_choose'), tabIndex: -1 }}
        // A corrected file of the same name is another file.
        key={file ? `${file.name} ${file.lastModified}` : ''}
      >
        {(props) => (
          <Button {...props} variant="light" size="xs" leftSection={<IconFileImport size={15} aria-hidden />}>
            {t('exposure.file_choose')}
          </Button>
        )}
      </FileButton>
      <FormFailure>{failure}</FormFailure>
      {isBusy && !looked && <Loading shape="text" lines={3} />}
      {file && looked && !looked.isStored && (
        <FilePreview file={file.name} looked={looked} isBusy={isBusy} onStore={store} onLeave={leave} />
      )}
      {file && looked && <Rejected file={file.name} looked={looked} />}
    </section>
  )
}
