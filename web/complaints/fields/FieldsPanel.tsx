import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import type { Complaint } from '../people.ts'
import { Fact } from '../page/Fact.tsx'
import factClasses from '../page/Facts.module.css'
import { FieldsForm } from './FieldsForm.tsx'
import classes from './fields.module.css'
import { type Field, useFields, useFieldsFor } from './fields.ts'
import { valueInWords } from './shown.ts'

/** What the company's own fields say of a complaint; those who code may fill them in. Nothing where there are no fields. */
export function FieldsPanel({ complaint }: { complaint: Complaint }) {
  const t = useText()
  const may = useMay()
  const [isEditing, setEditing] = useState(false)
  const asked = useFieldsFor(complaint.product?.id ?? null)
  const held = (useFields() ?? []).filter(
    ({ key }) => key in complaint.fields && !asked.some((field) => field.key === key),
  )
  const fields = [...asked, ...held]
  if (fields.length === 0) return null
  return (
    <section aria-labelledby="own-fields" className={classes.panel}>
      <div className={classes.head}>
        <h2 id="own-fields" className={factClasses.heading}>
          {t('fields.title')}
        </h2>
        {!isEditing && may('classifyComplaint') && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPencil size={14} aria-hidden />}
            onClick={() => setEditing(true)}
          >
            {t('fields.edit')}
          </Button>
        )}
      </div>
      {isEditing ? (
        <FieldsForm complaint={complaint} fields={fields} onDone={() => setEditing(false)} />
      ) : (
        <dl className={factClasses.list}>
          {fields.map((field) => (
            <FieldFact key={field.id} field={field} complaint={complaint} />
          ))}
        </dl>
      )}
    </section>
  )
}

function FieldFact({ field, complaint }: { field: Field; complaint: Complaint }) {
  const t = useText()
  const { language } = useLanguage()
  const { date, number } = useFormat()
  const value = complaint.fields[field.key]
  const isMissed =
    value === undefined && field.requiredAt !== null && field.requiredAt !== 'intake' && !complaint.closedAt
  return (
    <Fact name={field.label[language]}>
      {value === undefined ? (
        <span className={classes.none}>{isMissed ? t(`fields.needed_${field.requiredAt as 'closing'}`) : '—'}</span>
      ) : field.kind === 'web_address' ? (
        <a href={String(value)} target="_blank" rel="noreferrer noopener">
          {String(value)}
        </a>
      ) : (
        <span className={classes.value}>{valueInWords(field, value, { t, language, date, number })}</span>
      )}
    </Fact>
  )
}
