import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type Role, roles } from '../../../src/people/rules.ts'
import { allLanguages, type Language, languageName } from '../../../src/platform/texts/languages.ts'
import { ask } from '../../api/ask.ts'
import { useText } from '../../language/useLanguage.ts'

/** What an administrator decides about a person. */
export type Place = { role: Role; teamId: string | null; language: Language }
type PersonFieldsProps = {
  value: Place
  onChange: (change: Partial<Place>) => void
  errorOf: (field: string) => string | undefined
}

/** Role, with what it may do in words; team; language. */
export function PersonFields({ value, onChange, errorOf }: PersonFieldsProps) {
  const t = useText()
  const { data: teams = [] } = useQuery(ask('listTeams', {}))
  return (
    <>
      <NativeSelect
        label={t('people.role')}
        name="role"
        description={t(`role.${value.role}.does`)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={value.role}
        onChange={({ currentTarget }) => onChange({ role: currentTarget.value as Role })}
        error={errorOf('role')}
        data={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
      />
      <NativeSelect
        label={t('people.team')}
        name="teamId"
        value={value.teamId ?? ''}
        onChange={({ currentTarget }) => onChange({ teamId: currentTarget.value || null })}
        error={errorOf('teamId')}
        data={[{ value: '', label: t('people.no_team') }, ...teams.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <NativeSelect
        label={t('language.label')}
        name="language"
        value={value.language}
        onChange={({ currentTarget }) => onChange({ language: currentTarget.value as Language })}
        error={errorOf('language')}
        data={allLanguages.map((each) => ({ value: each, label: languageName(each) }))}
      />
    </>
  )
}
