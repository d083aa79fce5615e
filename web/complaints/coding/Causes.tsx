import { MultiSelect, Select } from '@mantine/core'
import type { Ref } from 'react'
import { causeClasses, lociOf } from '../../../src/causes/rules.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { useTaxonomy } from '../topics.ts'
import { type Answers, classOf, withCause } from './answers.ts'

type CausesProps = {
  answers: Answers
  onChange: (answers: Answers) => void
  /** The field for the main cause, where the keyboard goes once it is known where the cause lies. */
  field: Ref<HTMLInputElement>
}

/** The main cause from the taxonomy and any number of contributing ones; neither is required. Comes when the class is known. */
export function Causes({ answers, onChange, field }: CausesProps) {
  const t = useText()
  return (
    <>
      <MainCause answers={answers} onChange={onChange} field={field} />
      <MultiSelect
        size="xs"
        searchable
        selectFirstOptionOnChange
        hidePickedOptions
        label={t('coding.contributing')}
        placeholder={answers.contributing.length === 0 ? t('coding.contributing_find') : undefined}
        nothingFoundMessage={t('filter.nothing_found')}
        maxValues={10}
        data={useContributing(answers)}
        value={answers.contributing}
        onChange={(contributing) => onChange({ ...answers, contributing })}
      />
    </>
  )
}

/** The main cause, of those that fit the class and place; nothing where the class is unknown. */
export function MainCause({ answers, onChange, field }: CausesProps) {
  const t = useText()
  const { language } = useLanguage()
  const causes = (useTaxonomy()?.causes ?? []).filter(({ retired, id }) => !retired || id === answers.causeId)
  const causeClass = classOf(answers)
  if (causeClass === 'unknown') return null
  const fitting = causes.filter(
    (cause) => cause.class === causeClass && (!answers.locus || cause.locus === answers.locus),
  )
  return (
    <Select
      ref={field}
      size="xs"
      searchable
      clearable
      allowDeselect={false}
      selectFirstOptionOnChange
      label={t('coding.cause')}
      placeholder={t('coding.cause_find')}
      nothingFoundMessage={fitting.length > 0 ? t('filter.nothing_found') : t('coding.no_causes')}
      data={fitting.map(({ id, name }) => ({ value: id, label: name[language] }))}
      value={answers.causeId}
      onChange={(id) => onChange(withCause(answers, causes.find((cause) => cause.id === id) ?? null))}
    />
  )
}

/** Everything that can contribute, by class: a place in it or a cause of the taxonomy; not the main cause itself. */
function useContributing({ locus, causeId }: Answers) {
  const t = useText()
  const { language } = useLanguage()
  const causes = (useTaxonomy()?.causes ?? []).filter(({ retired, id }) => !retired && id !== causeId)
  return causeClasses
    .filter((causeClass) => causeClass !== 'unknown')
    .map((causeClass) => {
      const name = t(`cause.class.${causeClass}`)
      return {
        group: name,
        items: lociOf[causeClass].flatMap((each) => [
          ...(each === locus && causeId === null
            ? []
            : [
                { value: `locus:${each}`, label: t('coding.any_of', { class: name, locus: t(`cause.locus.${each}`) }) },
              ]),
          ...causes
            .filter((cause) => cause.locus === each)
            .map((cause) => ({ value: `cause:${cause.id}`, label: cause.name[language] })),
        ]),
      }
    })
}
