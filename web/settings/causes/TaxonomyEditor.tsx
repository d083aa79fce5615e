import { useState } from 'react'
import type { Locus } from '../../../src/causes/rules.ts'
import { useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { LeaveGuard } from '../LeaveGuard.tsx'
import { SaveBar } from '../SaveBar.tsx'
import { CauseDialog } from './CauseDialog.tsx'
import { ClassPart } from './ClassPart.tsx'
import { MeanwhileNote } from './MeanwhileNote.tsx'
import { SaveDialog } from './SaveDialog.tsx'
import { type Cause, countChanges, type Taxonomy } from './taxonomy-draft.ts'
import { useChangeWords } from './useChangeWords.ts'
import { useTaxonomyDraft } from './useTaxonomyDraft.ts'

type CauseClass = Cause['class']
/** The cause in the dialog: one that stands on screen, or a new one at its place. */
export type Opened = { code: string } | { class: CauseClass; locus: Locus }

const classes: CauseClass[] = ['delivery', 'surprise', 'mismatch']

/** The causes by class and locus. Who keeps the taxonomy changes any number of them and saves them as one new version. */
export function TaxonomyEditor({ saved }: { saved: Taxonomy }) {
  const t = useText()
  const may = useMay()
  const draft = useTaxonomyDraft(saved)
  const [opened, setOpened] = useState<Opened | null>(null)
  const [isSaving, setSaving] = useState(false)
  const [note, setNote] = useState('')
  const isDirty = Object.keys(draft.changes).length > 0
  const words = useChangeWords(countChanges(draft.base.causes, draft.changes))
  return (
    <>
      <LeaveGuard isDirty={isDirty} />
      {draft.meanwhile && <MeanwhileNote meanwhile={draft.meanwhile} causes={draft.causes} />}
      {classes.map((each) => (
        <ClassPart
          key={each}
          causeClass={each}
          causes={draft.causes.filter((cause) => cause.class === each)}
          canChange={may('replaceTaxonomy')}
          onOpen={setOpened}
        />
      ))}
      <CauseDialog
        opened={opened}
        causes={draft.causes}
        canChange={may('replaceTaxonomy')}
        onChange={draft.change}
        onForget={draft.forget}
        onClose={() => setOpened(null)}
      />
      <SaveDialog
        isOpen={isSaving}
        words={words}
        draft={draft}
        note={note}
        onNote={setNote}
        onClose={() => setSaving(false)}
      />
      {isDirty && (
        <SaveBar
          saveLabel={t('taxonomy.save', { version: draft.base.version + 1 })}
          onSave={() => setSaving(true)}
          onDiscard={draft.discard}
        >
          {words}
        </SaveBar>
      )}
    </>
  )
}
