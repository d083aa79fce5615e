import { Button, Modal, NativeSelect, Switch, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import { type Locus, lociOf } from '../../../src/causes/rules.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { Bilingual, Names } from './CauseWords.tsx'
import classes from './causes.module.css'
import type { Opened } from './TaxonomyEditor.tsx'
import { type Cause, codeFrom, type DraftCause, exampleKinds } from './taxonomy-draft.ts'
import { type Wrong, wrongIn } from './wrong-in.ts'

type CauseDialogProps = {
  opened: Opened | null
  causes: DraftCause[]
  canChange: boolean
  onChange: (cause: Cause) => void
  onForget: (code: string) => void
  onClose: () => void
}

/** One cause with all its words, in both languages. What is typed goes into the version that is saved later. */
export function CauseDialog(props: CauseDialogProps) {
  const t = useText()
  const { language } = useLanguage()
  const { opened, causes, onClose } = props
  const known = opened && 'code' in opened ? causes.find(({ code }) => code === opened.code) : undefined
  // Escape is pressed by mistake; the cross and "Cancel" are not.
  const [isTyped, setTyped] = useState(false)
  const title = known ? known.name[language] || known.code : t('taxonomy.add')
  return (
    <Modal
      opened={opened !== null}
      onClose={onClose}
      title={title}
      size="xl"
      closeOnClickOutside={false}
      closeOnEscape={!isTyped}
    >
      {opened && <CauseForm {...props} opened={opened} known={known} onTyped={setTyped} />}
    </Modal>
  )
}

const newCause = (place: { class: Cause['class']; locus: Locus }): Cause => ({
  ...place,
  code: '',
  name: { en: '', ru: '' },
  definition: {},
  examples: {},
  retired: false,
})

type CauseFormProps = CauseDialogProps & {
  opened: Opened
  known: DraftCause | undefined
  onTyped: (isTyped: boolean) => void
}

function CauseForm({ opened, known, causes, canChange, onChange, onForget, onClose, onTyped }: CauseFormProps) {
  const t = useText()
  const isNew = !known || known.state === 'new'
  const [cause, setCause] = useState<Cause>(
    () => known ?? newCause('code' in opened ? { class: 'surprise', locus: 'process' } : opened),
  )
  const [wrong, setWrong] = useState<Wrong>({})
  const others = causes.map(({ code }) => code).filter((code) => code !== known?.code)
  const set = (change: Partial<Cause>) => {
    setCause((before) => ({ ...before, ...change }))
    onTyped(true)
  }
  useEffect(() => () => onTyped(false), [onTyped])
  const keep = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const found = wrongIn(cause, others, t)
    setWrong(found)
    if (Object.keys(found).length > 0) {
      setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    if (known && known.code !== cause.code) onForget(known.code)
    onChange(cause)
    onClose()
  }
  return (
    <form onSubmit={keep} noValidate autoComplete="off">
      <fieldset disabled={!canChange} className={classes.form}>
        {isNew && <PlaceField cause={cause} onChange={set} />}
        <Names
          cause={cause}
          wrong={wrong}
          onChange={(name) => set(isNew && !known ? { name, code: codeFrom(name.en, others) } : { name })}
        />
        <TextInput
          label={t('taxonomy.code')}
          description={t('taxonomy.code_why')}
          value={cause.code}
          readOnly={!isNew}
          variant={isNew ? 'default' : 'filled'}
          onChange={(event) => set({ code: event.currentTarget.value })}
          error={wrong.code}
        />
        <Bilingual
          label={t('taxonomy.definition')}
          value={cause.definition}
          onChange={(definition) => set({ definition })}
        />
        {exampleKinds.map((kind) => (
          <Bilingual
            key={kind}
            label={t(`taxonomy.example.${kind}`)}
            value={cause.examples[kind] ?? {}}
            onChange={(words) => set({ examples: { ...cause.examples, [kind]: words } })}
          />
        ))}
        <Switch
          label={t('taxonomy.retire')}
          description={t('taxonomy.retire_why')}
          checked={cause.retired}
          onChange={(event) => set({ retired: event.currentTarget.checked })}
        />
      </fieldset>
      {canChange && (
        <div className={classes.actions}>
          {known && known.state !== 'same' && (
            <Button
              variant="subtle"
              color="gray"
              onClick={() => {
                onForget(known.code)
                onClose()
              }}
            >
              {t('taxonomy.forget')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button type="submit">{t('taxonomy.keep')}</Button>
        </div>
      )}
    </form>
  )
}

function PlaceField({ cause, onChange }: { cause: Cause; onChange: (change: Partial<Cause>) => void }) {
  const t = useText()
  const choose = (value: string) => {
    const [causeClass, locus] = value.split('.') as [Cause['class'], Locus]
    onChange({ class: causeClass, locus })
  }
  return (
    <NativeSelect
      label={t('taxonomy.place')}
      description={t('taxonomy.place_why')}
      value={`${cause.class}.${cause.locus}`}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    >
      {(['delivery', 'surprise', 'mismatch'] as const).flatMap((each) =>
        lociOf[each].map((locus: Locus) => (
          <option key={locus} value={`${each}.${locus}`}>
            {t('coding.any_of', { class: t(`cause.class.${each}`), locus: t(`cause.locus.${locus}`) })}
          </option>
        )),
      )}
    </NativeSelect>
  )
}
