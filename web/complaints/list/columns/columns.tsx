import type { AnswerOf } from '../../../api/client.ts'
import { useFormat, useLanguage, useText } from '../../../language/useLanguage.ts'
import { FoundWords } from '../../../search/FoundWords.tsx'
import { Marked } from '../../../search/Marked.tsx'
import type { Column } from '../../../ui/table/columns.ts'
import { TimeAgo } from '../../../ui/TimeAgo.tsx'
import { DraftSign } from '../../DraftSign.tsx'
import { Due } from '../../Due.tsx'
import { nameOfLanguage } from '../../languageName.ts'
import { isSortable } from './order.ts'
import { useOwnColumns } from './own.tsx'
import classes from './columns.module.css'

export type Item = AnswerOf<'listComplaints'>['items'][number]

/** A column of the list. Its width is in pixels; the one without shares what is left. */
export type ListColumn = Omit<Column<Item>, 'width'> & { width?: number }

/** Every column there is, in the order in which they are offered. A further one is one more of these. */
export function useAllColumns(): ListColumn[] {
  const t = useText()
  const columns: ListColumn[] = [
    { key: 'words', header: t('complaints.column.words'), card: 'head', cell: (item) => <Words item={item} /> },
    ...useTopicColumns(),
    ...usePeopleColumns(),
    { key: 'state', header: t('complaints.column.state'), width: 160, cell: (item) => <Due {...item} /> },
    { key: 'cause', header: t('complaints.cause'), width: 168, cell: (item) => <Cause item={item} /> },
    ...useTimeColumns(),
    ...useOwnColumns(),
  ]
  return columns.map((column) => ({ ...column, isSortable: isSortable(column.key) }))
}

function useTopicColumns(): ListColumn[] {
  const t = useText()
  const { language } = useLanguage()
  const orNot = (name: string | undefined) => (name ? <OneLine words={name} /> : <Not />)
  return [
    {
      key: 'product',
      header: t('causes.product'),
      width: 176,
      cell: ({ product, issue }) => (
        <>
          {orNot(product?.name)}
          {issue && <OneLine words={issue.name} isBelow />}
        </>
      ),
    },
    { key: 'issue', header: t('causes.issue'), width: 176, cell: ({ issue }) => orNot(issue?.name) },
    { key: 'step', header: t('causes.step'), width: 144, cell: ({ step }) => orNot(step?.name[language]) },
    { key: 'channel', header: t('complaints.channel'), width: 112, cell: ({ channel }) => t(`channel.${channel}`) },
    {
      key: 'language',
      header: t('complaints.language'),
      width: 112,
      cell: (item) => nameOfLanguage(language, item.language) ?? t('complaint.language_unknown'),
    },
  ]
}

function usePeopleColumns(): ListColumn[] {
  const t = useText()
  return [
    { key: 'owner', header: t('complaints.owner'), width: 128, cell: ({ owner }) => owner.name },
    {
      key: 'team',
      header: t('complaint.team'),
      width: 128,
      cell: ({ team }) => (team ? <OneLine words={team.name} /> : <Not />),
    },
    {
      key: 'customer',
      header: t('complaints.customer'),
      width: 144,
      cell: ({ customer }) => (customer ? <OneLine words={customer.name ?? t('complaint.anonymous')} /> : <Not />),
    },
    {
      key: 'loggedBy',
      header: t('complaint.logged_by'),
      width: 128,
      cell: ({ loggedBy }) => (loggedBy ? <OneLine words={loggedBy.name} /> : <Not />),
    },
  ]
}

function useTimeColumns(): ListColumn[] {
  const t = useText()
  const format = useFormat()
  const date = (moment: string | null) => (moment ? format.date(moment) : <Not />)
  return [
    { key: 'received', header: t('complaints.received'), width: 112, cell: ({ receivedAt }) => date(receivedAt) },
    {
      key: 'changed',
      header: t('complaints.changed'),
      width: 120,
      cell: ({ changedAt }) => <TimeAgo at={changedAt} />,
    },
    { key: 'closedAt', header: t('complaint.closed_at'), width: 112, cell: ({ closedAt }) => date(closedAt) },
    {
      key: 'management',
      header: t('complaint.reached_management'),
      width: 128,
      cell: ({ reachedManagementAt }) => date(reachedManagementAt),
    },
  ]
}

/** Not stated: said quietly, and not read as a value. */
function Not() {
  const t = useText()
  return <span className={classes.quiet}>{t('causes.not_stated')}</span>
}

/** What a complaint says, in one line or two; what it is about where its words are not known. */
function useTitle({ title, excerpt, issue, product }: Item): string {
  const t = useText()
  return title ?? excerpt ?? issue?.name ?? product?.name ?? t('complaint.no_words')
}

function Words({ item }: { item: Item }) {
  const { title, excerpt, reference, receivedAt, customer, found } = item
  const t = useText()
  const format = useFormat()
  const words = useTitle(item)
  return (
    <>
      <span dir="auto" className={classes.words} data-is-known={Boolean(title ?? excerpt)}>
        {found?.title || found?.words ? <FoundWords title={title} found={found} /> : words}
      </span>
      <span className={classes.below}>
        <DraftSign reference={reference} />
        <span className={classes.number}>{reference}</span> · {format.date(receivedAt)}
        {customer && (
          <>
            {' · '}
            {found?.customer ? <Marked segments={found.customer} /> : (customer.name ?? t('complaint.anonymous'))}
          </>
        )}
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
  <span dir="auto" className={`${classes.line} ${isBelow ? classes.below : ''}`} title={words}>
    {words}
  </span>
)
