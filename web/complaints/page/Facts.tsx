import { useText, useFormat, useLanguage } from '../../language/useLanguage.ts'
import { ShowPothole } from '../../potholes/showing/ShowPothole.tsx'
import { useMay } from '../../session/useSession.ts'
import { causeInWords } from '../history/tell.ts'
import { nameOfLanguage } from '../languageName.ts'
import type { Complaint } from '../people.ts'
import { FieldsPanel } from '../fields/FieldsPanel.tsx'
import { ComplaintTags } from '../tags/ComplaintTags.tsx'
import { Commitments } from './Commitments.tsx'
import { Clocks } from '../clocks/Clocks.tsx'
import { Fact } from './Fact.tsx'
import classes from './Facts.module.css'
import { ImportedFields } from './ImportedFields.tsx'
import { NextUpdate } from './NextUpdate.tsx'
import { Topics } from './Topics.tsx'

type FactsProps = {
  complaint: Complaint
  /** Whether the cause is one of them: not where a panel of its own shows it, or must not show it yet. */
  withCause: boolean
}

/** What is known about a complaint, beside its words. */
export function Facts({ complaint, withCause }: FactsProps) {
  const t = useText()
  return (
    <section aria-labelledby="facts" className={classes.facts}>
      <h2 id="facts" className={classes.heading}>
        {t('complaint.facts')}
      </h2>
      <dl className={classes.list}>
        <Fact name={t('complaints.owner')}>{complaint.owner.name}</Fact>
        <NextUpdate complaint={complaint} />
        <Whose complaint={complaint} />
        <Arrival complaint={complaint} />
        <Topics complaint={complaint} />
        <ShownPothole complaint={complaint} />
        <ComplaintTags complaint={complaint} />
        {withCause && <Cause complaint={complaint} />}
      </dl>
      <Clocks reference={complaint.reference} isOpen={complaint.closedAt === null} />
      <FieldsPanel complaint={complaint} />
      <Commitments complaint={complaint} />
      <ImportedFields fields={complaint.fields} />
    </section>
  )
}

function ShownPothole({ complaint }: Pick<FactsProps, 'complaint'>) {
  const t = useText()
  const may = useMay()
  const { pothole } = complaint
  if (!pothole && !may('pickEvidence')) return null
  const link = pothole && may('readPothole') ? <a href={`/potholes/${pothole.id}`}>{pothole.name}</a> : pothole?.name
  return <Fact name={t('complaints.pothole')}>{link ?? <ShowPothole complaint={complaint} />}</Fact>
}

function Whose({ complaint: { customer, loggedBy, team, reachedManagementAt } }: Pick<FactsProps, 'complaint'>) {
  const t = useText()
  const may = useMay()
  const format = useFormat()
  const name = customer?.name ?? t('complaint.anonymous')
  return (
    <>
      <Fact name={t('complaints.customer')}>
        {customer && may('readCustomer') ? <a href={`/customers/${customer.id}`}>{name}</a> : name}
      </Fact>
      {loggedBy && <Fact name={t('complaint.logged_by')}>{loggedBy.name}</Fact>}
      {team && <Fact name={t('complaint.team')}>{team.name}</Fact>}
      {reachedManagementAt && (
        <Fact name={t('complaint.reached_management')}>{format.dateTime(reachedManagementAt)}</Fact>
      )}
    </>
  )
}

function Arrival({
  complaint: { receivedAt, recordedAt, channel, language, closedAt, closure },
}: Pick<FactsProps, 'complaint'>) {
  const t = useText()
  const format = useFormat()
  const { language: spoken } = useLanguage()
  const day = 86_400_000
  const wasLater = Date.parse(recordedAt) - Date.parse(receivedAt) > day
  return (
    <>
      <Fact name={t('complaint.received')}>
        {format.dateTime(receivedAt)}
        <span className={classes.below}>
          {t(`channel.${channel}`)} · {nameOfLanguage(spoken, language) ?? t('complaint.language_unknown')}
        </span>
      </Fact>
      {wasLater && <Fact name={t('complaint.recorded')}>{format.dateTime(recordedAt)}</Fact>}
      {closedAt && closure && (
        <Fact name={t('complaint.closed_at')}>
          {format.dateTime(closedAt)}
          <span className={classes.below}>{t(`closure.${closure}`)}</span>
        </Fact>
      )}
    </>
  )
}

function Cause({ complaint: { causeClass, causeLocus, cause } }: Pick<FactsProps, 'complaint'>) {
  const t = useText()
  const { language } = useLanguage()
  return (
    <Fact name={t('complaints.cause')}>
      {causeClass
        ? causeInWords(t, { causeClass, locus: causeLocus, cause: cause?.name[language] ?? null })
        : t('cause.class.uncoded')}
    </Fact>
  )
}
