import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { IconMapOff } from '@tabler/icons-react'
import { useEffect } from 'react'
import { ask } from '../api/ask.ts'
import { useText } from '../language/useLanguage.ts'
import { Present, WritingNow } from '../live/Present.tsx'
import { usePresence } from '../live/usePresence.ts'
import { keepRecent } from '../palette/recent.ts'
import { FindHere } from '../search/MarkedHere.tsx'
import { useMay } from '../session/useSession.ts'
import { CopyLink } from '../ui/CopyLink.tsx'
import { Empty } from '../ui/Empty.tsx'
import { explain } from '../ui/explain.ts'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { usePageTitle } from '../ui/usePageTitle.ts'
import { ComplaintFiles } from './attachments/ComplaintFiles.tsx'
import { CodingPanel } from './coding/CodingPanel.tsx'
import type { Pass } from './coding/pass.ts'
import classes from './ComplaintPage.module.css'
import { Due } from './Due.tsx'
import { History } from './history/History.tsx'
import { Letters } from './letters/Letters.tsx'
import { LostLetters } from './letters/LostLetters.tsx'
import { lastList } from './list/lastList.ts'
import { Mails } from './mails/Mails.tsx'
import { Actions } from './page/Actions.tsx'
import { Constraints } from './page/Constraints.tsx'
import { EscalationBanner } from './page/EscalationBanner.tsx'
import { Facts } from './page/Facts.tsx'
import { HandoverBanner } from './page/HandoverBanner.tsx'
import { Story } from './page/Story.tsx'
import { SolutionBanner } from './page/SolutionBanner.tsx'
import { Words } from './page/Words.tsx'
import { WriteBox } from './page/WriteBox.tsx'
import type { Complaint } from './people.ts'
import { MaybeSame } from './same/MaybeSame.tsx'
import { RelatedComplaints } from './same/Related.tsx'

/** One complaint: everything on one screen. */
export function ComplaintPage() {
  const t = useText()
  const { reference } = useParams({ from: '/shell/complaints/$reference' })
  const { pass, find } = useSearch({ from: '/shell/complaints/$reference' })
  const navigate = useNavigate({ from: '/complaints/$reference' })
  const complaint = useQuery(ask('readComplaint', { params: { reference } }))
  if (complaint.isPending) return <Loading shape="page" />
  if (complaint.data) {
    const unmark = () =>
      void navigate({ search: ({ find: _find, ...rest }) => rest, replace: true, resetScroll: false })
    return (
      <FindHere reference={complaint.data.reference} find={find} onUnmark={unmark}>
        <Shown complaint={complaint.data} pass={pass} />
      </FindHere>
    )
  }
  if ((complaint.error as { status?: number }).status === 404) return <Missing error={complaint.error} />
  return (
    <Failed
      what={t('complaint.failed')}
      error={complaint.error}
      onRetry={() => void complaint.refetch()}
      isRetrying={complaint.isFetching}
    />
  )
}

function Missing({ error }: { error: unknown }) {
  const t = useText()
  usePageTitle(t('complaint.missing'))
  return (
    <Empty
      isPage
      title={t('complaint.missing')}
      icon={<IconMapOff size={28} stroke={1.5} />}
      action={<a href={lastList()}>{t('missing.home')}</a>}
    >
      {explain(error, t)}
    </Empty>
  )
}

/** Keeps the complaint among those that the palette offers again. */
function useRecent({ reference, title, text, product, issue }: Complaint): void {
  const words = (title ?? text ?? issue?.name ?? product?.name ?? reference).slice(0, 120)
  useEffect(() => keepRecent({ reference, words }), [reference, words])
}

function Shown({ complaint, pass }: { complaint: Complaint; pass: Pass | undefined }) {
  const t = useText()
  const may = useMay()
  const { reference, openHandover } = complaint
  const { data: timeline } = useQuery(ask('readTimeline', { params: { reference } }))
  const isSigned = timeline?.some(({ kind }) => kind === 'no_pothole_signed') ?? false
  const isBlind = pass === 2
  useRecent(complaint)
  const present = usePresence(complaint)
  return (
    <>
      <PageHeader
        title={reference}
        aside={
          <span className={classes.aside}>
            <Due {...complaint} />
            <CopyLink href={`/complaints/${reference}`} />
            <Present people={present} />
          </span>
        }
        back={pass ? { href: '/coding', label: t('coding.title') } : { href: lastList(), label: t('nav.complaints') }}
        actions={pass ? undefined : <Actions complaint={complaint} isSigned={isSigned} />}
      />
      {!pass && <LostLetters reference={reference} />}
      {!pass && <EscalationBanner complaint={complaint} />}
      {!pass && <SolutionBanner complaint={complaint} />}
      {openHandover && <HandoverBanner reference={reference} handover={openHandover} />}
      {!isBlind && <RelatedComplaints complaint={complaint} />}
      <div className={classes.page} data-coding={pass !== undefined}>
        <div className={classes.said}>
          <Words complaint={complaint} />
          <ComplaintFiles reference={reference} />
        </div>
        <div className={classes.side}>
          {may('readCodings') && <CodingPanel key={`${reference} ${pass}`} complaint={complaint} pass={pass} />}
          <Facts complaint={complaint} withCause={!may('readCodings')} />
          {!pass && (
            <>
              <Letters reference={reference} />
              <Mails reference={reference} />
              <Story complaint={complaint} />
              <Constraints complaint={complaint} />
              <MaybeSame complaint={complaint} />
            </>
          )}
        </div>
        <div className={classes.happened}>
          {!pass && <WritingNow people={present} />}
          {!pass && <WriteBox complaint={complaint} />}
          <History complaint={complaint} isBlind={isBlind} />
        </div>
      </div>
    </>
  )
}
