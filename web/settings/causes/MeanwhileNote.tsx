import { useLanguage, useText } from '../../language/useLanguage.ts'
import classes from './causes.module.css'
import type { DraftCause } from './taxonomy-draft.ts'
import type { Meanwhile } from './useTaxonomyDraft.ts'

/** Somebody else saved a version while I was changing: what that means for what I typed. */
export function MeanwhileNote({
  meanwhile: { version, note, clashing },
  causes,
}: {
  meanwhile: Meanwhile
  causes: DraftCause[]
}) {
  const t = useText()
  const { language } = useLanguage()
  const both = causes.filter(({ code }) => clashing.includes(code))
  return (
    <div role="alert" className={classes.meanwhile}>
      <p>{t('taxonomy.meanwhile', { version, note })}</p>
      {both.length === 0 ? (
        <p>{t('taxonomy.no_clash')}</p>
      ) : (
        <>
          <p>{t('taxonomy.clash')}</p>
          <ul>
            {both.map(({ code, name }) => (
              <li key={code}>{name[language]}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
