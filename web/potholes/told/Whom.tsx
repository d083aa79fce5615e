import { Button, Checkbox, FileInput } from '@mantine/core'
import { useState } from 'react'
import { type AnswerOf, call } from '../../api/client.ts'
import { upload } from '../../api/upload.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { explain } from '../../ui/explain.ts'
import { notify } from '../../ui/notices.tsx'
import { Rejected } from './Rejected.tsx'
import { type Telling, told } from './telling.ts'
import classes from './told.module.css'

type Props = { id: string; telling: Telling }

/** Who was hit: by their complaints, by complaints nobody looked at, and by a list of those who said nothing. */
export function Whom({ id, telling }: Props) {
  const t = useText()
  const may = useMay()
  const { sources, alsoMatching, perHour, stage } = telling
  const choose = async (isChosen: boolean) => {
    await call('setTelling', { params: { id }, body: { stage, perHour, alsoMatching: isChosen } })
    await told()
  }
  return (
    <section className={classes.section} aria-labelledby="told-whom">
      <h2 id="told-whom">{t('told.whom')}</h2>
      <p>{t('told.whom.complained', { count: sources.complained })}</p>
      {sources.matching > 0 && (
        <Checkbox
          checked={alsoMatching}
          disabled={!may('setTelling')}
          label={t('told.whom.matching', { count: sources.matching })}
          description={t('told.whom.matching_why')}
          onChange={(event) =>
            void choose(event.currentTarget.checked).catch((error: unknown) =>
              notify({ words: explain(error, t), tone: 'failed' }),
            )
          }
        />
      )}
      <p>{t('told.whom.listed', { count: sources.listed })}</p>
      {may('importAffected') && <ListForm id={id} listed={sources.listed} />}
    </section>
  )
}

function ListForm({ id, listed }: { id: string; listed: number }) {
  const t = useText()
  const [file, setFile] = useState<File | null>(null)
  const [added, setAdded] = useState<AnswerOf<'importAffected'> | null>(null)
  const [isRemoving, setRemoving] = useState(false)
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    if (!file) return
    const sending = { onProgress: () => {}, signal: new AbortController().signal }
    setAdded(await upload('importAffected', { params: { id } }, file, sending))
    setFile(null)
    await told()
  }, ['file'])
  const remove = async () => {
    const { people } = await call('removeAffected', { params: { id } })
    notify({ words: t('told.list.removed', { count: people }) })
    setAdded(null)
    await told()
  }
  return (
    <form ref={form} onSubmit={submit} noValidate className="not-printed">
      <div className={classes.bar}>
        <FileInput
          label={t('told.list')}
          description={t('told.list_what')}
          placeholder={t('told.list_choose')}
          accept=".csv,text/csv"
          value={file}
          onChange={setFile}
          error={errorOf('file')}
          clearable
          clearButtonProps={{ 'aria-label': t('told.list_clear') }}
        />
        <Button type="submit" variant="default" loading={isBusy} disabled={!file}>
          {t('told.list_add')}
        </Button>
        {listed > 0 && (
          <Button variant="subtle" onClick={() => setRemoving(true)}>
            {t('told.list.remove')}
          </Button>
        )}
      </div>
      <FormFailure>{failure}</FormFailure>
      {added && (
        <output>
          <p>{t('told.list.added', { added: added.added, known: added.known, complained: added.complained })}</p>
          {added.rejected.length > 0 && <Rejected rows={added.rejected} />}
        </output>
      )}
      <ConfirmDialog
        isOpen={isRemoving}
        title={t('told.list.remove_question')}
        confirmLabel={t('told.list.remove')}
        isDestructive
        onConfirm={remove}
        onClose={() => setRemoving(false)}
      >
        {t('told.list.remove_happens')}
      </ConfirmDialog>
    </form>
  )
}
