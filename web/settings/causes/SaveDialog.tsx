import { Button, Modal, Textarea } from '@mantine/core'
import { ApiProblem } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { notify } from '../../ui/notices.tsx'
import classes from './causes.module.css'
import type { useTaxonomyDraft } from './useTaxonomyDraft.ts'

type SaveDialogProps = {
  isOpen: boolean
  words: string
  draft: ReturnType<typeof useTaxonomyDraft>
  /** Kept outside, so that it is still there when somebody else was quicker. */
  note: string
  onNote: (note: string) => void
  onClose: () => void
}

/** Asks for the note of the new version, and saves it. */
export function SaveDialog(props: SaveDialogProps) {
  const t = useText()
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={t('taxonomy.save', { version: props.draft.base.version + 1 })}
    >
      <SaveForm {...props} />
    </Modal>
  )
}

function SaveForm({ words, draft, note, onNote, onClose }: SaveDialogProps) {
  const t = useText()
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    try {
      const { version } = await draft.save(note)
      onNote('')
      notify({ words: t('taxonomy.saved', { version }) })
    } catch (error) {
      // Somebody was quicker: what that means stands above the causes, where my changes still are.
      if (!(error instanceof ApiProblem && error.status === 412)) throw error
    }
    onClose()
  }, ['note'])
  return (
    <form ref={form} onSubmit={submit} noValidate className={classes.form}>
      <p className={classes.words}>{words}</p>
      <p className={classes.words}>{t('taxonomy.save_happens')}</p>
      <Textarea
        label={t('taxonomy.note')}
        description={t('taxonomy.note_why')}
        value={note}
        onChange={(event) => onNote(event.currentTarget.value)}
        error={errorOf('note')}
        autosize
        minRows={2}
        data-autofocus
      />
      <FormFailure>{failure}</FormFailure>
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose}>
          {t('dialog.cancel')}
        </Button>
        <Button type="submit" loading={isBusy}>
          {t('taxonomy.save_go')}
        </Button>
      </div>
    </form>
  )
}
