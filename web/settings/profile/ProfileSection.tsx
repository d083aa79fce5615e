import { type MantineColorScheme, NativeSelect, Title, useMantineColorScheme } from '@mantine/core'
import { useState } from 'react'
import { allLanguages, isLanguage, languageName } from '../../../src/platform/texts/languages.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { useMay, useMe, useMyLanguage } from '../../session/useSession.ts'
import { explain } from '../../ui/explain.ts'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Absence } from './Absence.tsx'
import { MyPassword } from './MyPassword.tsx'
import classes from './ProfileSection.module.css'

/** Who I am here, how the product looks and speaks to me, and my password. */
export function ProfileSection() {
  const t = useText()
  const { id, name, role, organization } = useMe()
  return (
    <>
      <PageHeader title={t('settings.profile')} description={t('profile.description')} />
      <section className={classes.part}>
        <Title order={2}>{t('profile.who')}</Title>
        <p className={classes.name}>{name}</p>
        <p>
          {t(`role.${role}`)}, {organization.name}
        </p>
        <p className={classes.quiet}>{t(`role.${role}.does`)}</p>
        <WhoChangesIt />
      </section>
      <section className={classes.part}>
        <Title order={2}>{t('theme.label')}</Title>
        <LanguageChoice />
        <ThemeChoice />
      </section>
      <Absence personId={id} />
      {!organization.demonstration && <MyPassword />}
    </>
  )
}

function WhoChangesIt() {
  const t = useText()
  const { id } = useMe()
  const may = useMay()
  if (may('changePerson')) return <a href={`/settings/people?person=${id}`}>{t('profile.my_card')}</a>
  return <p className={classes.quiet}>{t('profile.administrator_changes')}</p>
}

function LanguageChoice() {
  const t = useText()
  const { language } = useLanguage()
  const choose = useMyLanguage()
  const [failure, setFailure] = useState<string | null>(null)
  const change = (value: string) => {
    if (!isLanguage(value)) return
    setFailure(null)
    choose(value).catch((error) => setFailure(explain(error, t)))
  }
  return (
    <NativeSelect
      label={t('language.label')}
      description={t('profile.language_why')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={language}
      onChange={({ currentTarget }) => change(currentTarget.value)}
      error={failure}
      data={allLanguages.map((each) => ({ value: each, label: languageName(each) }))}
    />
  )
}

function ThemeChoice() {
  const t = useText()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <NativeSelect
      label={t('theme.label')}
      description={t('profile.theme_why')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={colorScheme}
      onChange={({ currentTarget }) => setColorScheme(currentTarget.value as MantineColorScheme)}
      data={(['auto', 'light', 'dark'] as const).map((each) => ({ value: each, label: t(`theme.${each}`) }))}
    />
  )
}
