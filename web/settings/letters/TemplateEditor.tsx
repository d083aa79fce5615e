import { NativeSelect, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { letterKinds, letterLanguages } from '../../../src/complaints/letters/rules.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { LeaveGuard } from '../LeaveGuard.tsx'
import { changed, type Drafts, keyOf, type Template, wordsOf } from './draft.ts'
import classes from './letters.module.css'
import { Preview } from './Preview.tsx'
import { TemplateForm } from './TemplateForm.tsx'
import { usePreview } from './usePreview.ts'

/** Chooses a kind of letter and a language, and changes its words beside what they look like. Drafts of others are kept meanwhile. */
export function TemplateEditor({ templates }: { templates: Template[] }) {
  const { language: spoken } = useLanguage()
  const [kind, setKind] = useState<Template['kind']>('acknowledgement')
  const [language, setLanguage] = useState<Template['language']>(spoken)
  const [drafts, setDrafts] = useState<Drafts>({})
  const template = templates.find((each) => each.kind === kind && each.language === language)
  if (!template) return null
  return (
    <>
      <LeaveGuard isDirty={Object.keys(drafts).length > 0} />
      <div className={classes.choose}>
        <KindSelect templates={templates} drafts={drafts} kind={kind} onChange={setKind} />
        <LanguageSwitch language={language} onChange={setLanguage} />
      </div>
      <Editing
        key={keyOf(template)}
        template={template}
        drafts={drafts}
        onDrafts={(change) => setDrafts((before) => change(before))}
      />
    </>
  )
}

type KindSelectProps = {
  templates: Template[]
  drafts: Drafts
  kind: Template['kind']
  onChange: (kind: Template['kind']) => void
}

/** The kinds in the order of a complaint's life; those with own words and those not saved say so. */
function KindSelect({ templates, drafts, kind, onChange }: KindSelectProps) {
  const t = useText()
  const noteOf = (each: Template['kind']) => {
    if (letterLanguages.some((language) => drafts[keyOf({ kind: each, language })]))
      return ` · ${t('letters.not_saved')}`
    return templates.some((one) => one.kind === each && one.isOwn) ? ` · ${t('letters.own')}` : ''
  }
  return (
    <NativeSelect
      label={t('letters.kind')}
      value={kind}
      onChange={(event) => onChange(event.currentTarget.value as Template['kind'])}
      data={letterKinds.map((each) => ({ value: each, label: `${t(`letter.kind.${each}`)}${noteOf(each)}` }))}
    />
  )
}

type LanguageSwitchProps = { language: Template['language']; onChange: (language: Template['language']) => void }

function LanguageSwitch({ language, onChange }: LanguageSwitchProps) {
  const t = useText()
  return (
    <SegmentedControl
      aria-label={t('letters.language')}
      value={language}
      onChange={(value) => onChange(value as Template['language'])}
      data={letterLanguages.map((each) => ({ value: each, label: t(`letters.language.${each}`) }))}
    />
  )
}

type EditingProps = {
  template: Template
  drafts: Drafts
  onDrafts: (change: (drafts: Drafts) => Drafts) => void
}

function Editing({ template, drafts, onDrafts }: EditingProps) {
  const words = wordsOf(template, drafts)
  const preview = usePreview(template, words)
  return (
    <div className={classes.editor}>
      <TemplateForm
        template={template}
        words={words}
        isDirty={keyOf(template) in drafts}
        flaws={preview.data?.flaws ?? []}
        onChange={(change) => onDrafts((before) => changed(before, template, change))}
        onForget={() => onDrafts(({ [keyOf(template)]: _gone, ...rest }) => rest)}
      />
      <Preview preview={preview} />
    </div>
  )
}
