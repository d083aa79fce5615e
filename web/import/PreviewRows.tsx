import { Badge, Loader } from '@mantine/core'
import { useFormat, useText } from '../language/useLanguage.ts'
import { isChannel } from '../complaints/choices.ts'
import { explain } from '../ui/explain.ts'
import classes from './PreviewRows.module.css'
import type { Preview } from './preview.ts'

type Row = Preview['rows'][number]
type PreviewRowsProps = { preview: Preview; error: Error | null; isBehind: boolean }

/** The first rows of the file as they will be, following every change of the mapping. */
export function PreviewRows({ preview: { rows }, error, isBehind }: PreviewRowsProps) {
  const t = useText()
  return (
    <section className={classes.preview} aria-labelledby="preview-title" aria-busy={isBehind}>
      <div className={classes.top}>
        <h2 id="preview-title">{t('import.preview')}</h2>
        {isBehind && <Loader size="xs" aria-hidden />}
      </div>
      <p className={classes.quiet}>{t('import.preview_why')}</p>
      {error && (
        <p role="alert" className={classes.wrong}>
          {explain(error, t)} {t('import.preview_old')}
        </p>
      )}
      {rows.length === 0 ? (
        <p>{t('import.no_rows')}</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by itself, by keyboard too
        <ol className={classes.rows} tabIndex={0}>
          {rows.map((row) => (
            <li key={row.line}>
              <PreviewRow row={row} />
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

const colours = { complaint: 'green', skipped: 'gray', rejected: 'red' } as const

function PreviewRow({ row }: { row: Row }) {
  const t = useText()
  const { line, outcome, complaint, problems } = row
  return (
    <article className={classes.row}>
      <p className={classes.head}>
        <span className={classes.quiet}>{t('import.line', { line })}</span>
        <Badge component="span" variant="light" color={colours[outcome]}>
          {t(`import.outcome.${outcome}`)}
        </Badge>
      </p>
      {complaint && <Mapped complaint={complaint} />}
      {problems.map(({ field, message, remedy }) => (
        <p key={`${field} ${message}`} className={classes.problem}>
          {message} <span className={classes.quiet}>{remedy}</span>
        </p>
      ))}
    </article>
  )
}

function Mapped({ complaint }: { complaint: NonNullable<Row['complaint']> }) {
  const t = useText()
  const format = useFormat()
  const { receivedAt, text, title, channel, product, issue, customer, team, externalId, fields, events, closed } =
    complaint
  const facts = [
    format.dateTime(receivedAt),
    isChannel(channel) ? t(`channel.${channel}`) : channel,
    product,
    issue,
    customer,
    team,
    externalId && `№ ${externalId}`,
  ].filter(Boolean)
  const more = [
    ...(fields > 0 ? [t('import.fields', { count: fields })] : []),
    ...(events > 0 ? [t('import.events', { count: events })] : []),
    ...(closed ? [t('import.closed')] : []),
  ]
  return (
    <>
      {title && <p className={classes.title}>{title}</p>}
      <p className={classes.words}>{text ?? <span className={classes.quiet}>{t('import.no_words')}</span>}</p>
      <p className={classes.facts}>{facts.join(' · ')}</p>
      {more.length > 0 && <p className={classes.quiet}>{more.join(' · ')}</p>}
    </>
  )
}
