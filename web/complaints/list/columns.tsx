import type { AnswerOf } from '../../api/client.ts'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import type { Column } from '../../ui/table/columns.ts'
import { DraftSign } from '../DraftSign.tsx'
import { Due } from '../Due.tsx'
import classes from './columns.module.css'

export type Item = AnswerOf<'listComplaints'>['items'][number]

/** The columns of a list of complaints. */
export function useColumns(): Column<Item>[] {
  const t = useText()
  return [
    { key: 'words', header: t('complaints.column.words'), card: 'head', cell: (item) => <Words item={item} /> },
    {
      key: 'product',
      header: t('causes.product'),
      width: '11rem',
      from: 'md',
      cell: ({ product, issue }) => (
        <>
          {product ? <OneLine words={product.name} /> : <span className={classes.quiet}>{t('causes.not_stated')}</span>}
          {issue && <OneLine words={issue.name} isBelow />}
        </>
      ),
    },
    { key: 'owner', header: t('complaints.owner'), width: '8rem', cell: ({ owner }) => owner.name },
    { key: 'state', header: t('complaints.column.state'), width: '10rem', cell: (item) => <Due {...item} /> },
    {
      key: 'cause',
      header: t('complaints.cause'),
      width: '10.5rem',
      from: 'md',
      cell: (item) => <Cause item={item} />,
    },
  ]
}

function Words({ item: { title, excerpt, issue, product, reference, receivedAt, customer } }: { item: Item }) {
  const t = useText()
  const format = useFormat()
  return (
    <>
      <span className={classes.words} data-is-known={Boolean(title ?? excerpt)}>
        {title ?? excerpt ?? issue?.name ?? product?.name ?? t('complaint.no_words')}
      </span>
      <span className={classes.below}>
        <DraftSign reference={reference} />
        <span className={classes.number}>{reference}</span> · {format.date(receivedAt)}
        {customer && ` · ${customer.name ?? t('complaint.anonymous')}`}
      </span>
    </>
  )
}

function Cause({ item: { causeClass, cause } }: { item: Item }) {
  const t = useText()
  const { language } = useLanguage()
  if (!causeClass) return <span className={classes.quiet}>{t('cause.class.uncoded')}</span>
  return (
    <>
      {t(`cause.class.${causeClass}`)}
      {cause && <OneLine words={cause.name[language]} isBelow />}
    </>
  )
}

/** Cut at the end of the line, so that rows keep one height; whole under the pointer. */
const OneLine = ({ words, isBelow = false }: { words: string; isBelow?: boolean }) => (
  <span className={`${classes.line} ${isBelow ? classes.below : ''}`} title={words}>
    {words}
  </span>
)
