import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowsExchange,
  IconArrowsSplit,
  IconArrowUp,
  IconAt,
  IconBarrierBlock,
  IconBinaryTree,
  IconCheck,
  IconClock,
  IconForms,
  IconGitMerge,
  IconHeartHandshake,
  IconInbox,
  IconMail,
  IconMailX,
  IconMessage,
  IconMessageReply,
  IconNote,
  IconPaperclip,
  IconRepeat,
  IconRotateClockwise,
  IconSignature,
  IconSpeakerphone,
  IconTag,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { MarkedHere } from '../../search/MarkedHere.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Timeline, type TimelineEntry } from '../../ui/Timeline.tsx'
import { type Attachment, FileList } from '../attachments/FileList.tsx'
import { useAttachments } from '../attachments/useAttachments.ts'
import type { Complaint } from '../people.ts'
import { isDateKnown } from './dateKnown.ts'
import classes from './History.module.css'
import { tell } from './tell.ts'

type Event = AnswerOf<'readTimeline'>[number]

const signs: Record<string, typeof IconNote> = {
  received: IconInbox,
  customer_wrote: IconMessage,
  letter_sent: IconMail,
  letter_kept: IconMail,
  letter_failed: IconMailX,
  letter_came_back: IconMailX,
  letter_resent: IconMail,
  letter_taken_back: IconArrowBackUp,
  told_by_hand: IconSpeakerphone,
  answered: IconMessageReply,
  noted: IconNote,
  sent_against_advice: IconAlertTriangle,
  handover_offered: IconArrowsExchange,
  handover_accepted: IconArrowsExchange,
  handover_declined: IconArrowsExchange,
  handover_withdrawn: IconArrowsExchange,
  owner_changed: IconArrowsExchange,
  rerouted: IconArrowsExchange,
  coded: IconBinaryTree,
  reached_management: IconArrowUp,
  no_pothole_signed: IconSignature,
  pothole_linked: IconBarrierBlock,
  pothole_unlinked: IconBarrierBlock,
  attached: IconPaperclip,
  attachment_removed: IconPaperclip,
  attachment_restored: IconPaperclip,
  next_update_set: IconClock,
  commitment_made: IconHeartHandshake,
  commitment_kept: IconCheck,
  commitment_broken: IconAlertTriangle,
  mentioned: IconAt,
  asked_again: IconRepeat,
  customer_repeated: IconRepeat,
  reply_taken_back: IconArrowBackUp,
  closed: IconCheck,
  reopened: IconRotateClockwise,
  tagged: IconTag,
  field_set: IconForms,
  field_cleared: IconForms,
  untagged: IconTag,
  merged_in: IconGitMerge,
  merged_out: IconGitMerge,
  merge_undone: IconRotateClockwise,
  split_off: IconArrowsSplit,
  split_from: IconArrowsSplit,
  split_undone: IconRotateClockwise,
}
const tones: Record<string, TimelineEntry['tone']> = {
  received: 'accent',
  customer_wrote: 'accent',
  disputed: 'warning',
  sent_against_advice: 'warning',
  reached_management: 'warning',
  letter_failed: 'warning',
  letter_came_back: 'warning',
  reopened: 'warning',
  commitment_broken: 'warning',
  asked_again: 'warning',
}
/** What an import wrote where the source had a status but no words of the customer. */
const noWords = '✓'

type HistoryProps = {
  complaint: Complaint
  /** Leaves out what others coded: a second coder must not be led. */
  isBlind: boolean
}

/** Everything that happened to a complaint, newest first, in plain words. */
export function History({ complaint, isBlind }: HistoryProps) {
  const t = useText()
  const format = useFormat()
  const timeline = useQuery(ask('readTimeline', { params: { reference: complaint.reference } }))
  const files = useAttachments(complaint.reference)
  if (timeline.isPending) return <Loading shape="list" lines={5} />
  if (!timeline.data) return <Failed error={timeline.error} onRetry={() => void timeline.refetch()} />
  const speech = { t, dateTime: (moment: string) => format.dateTime(moment) }
  const shown = toldOnce(withoutFilesOfMessages(timeline.data)).filter(({ kind }) => !(isBlind && kind === 'coded'))
  const entries = shown.toReversed().map((event): TimelineEntry => {
    const isKnown = isDateKnown(event.kind, event.actor.kind === 'import', complaint.fields)
    const { sentence, asides } = tell(event, speech, isKnown)
    const Sign = signs[event.kind]
    return {
      key: `${event.of ?? ''}${event.seq}`,
      at: event.at,
      title: (
        <Title sentence={sentence} asides={event.of ? [t('event.of', { reference: event.of }), ...asides] : asides} />
      ),
      icon: Sign && <Sign size={14} />,
      tone: tones[event.kind],
      children: (
        <>
          <Words event={event} />
          <Files event={event} files={files} reference={complaint.reference} />
        </>
      ),
    }
  })
  return (
    <section aria-labelledby="history">
      <h2 id="history" className={classes.heading}>
        {t('complaint.history')}
      </h2>
      <Timeline label={t('complaint.history')} entries={entries} />
    </section>
  )
}

/** A file that came with a message is shown with its words, and not told again. */
function withoutFilesOfMessages(events: Event[]): Event[] {
  const told = new Set(events.map(({ detail }) => detail.message_id))
  return events.filter(({ kind, detail }) => !(kind === 'attached' && detail.of_message && told.has(detail.of_message)))
}

/** An answer by letter is told once, with its words; one that was taken back before it left, as that. */
function toldOnce(events: Event[]): Event[] {
  const messageOf = ({ detail }: Event) => detail.message_id
  const takenBack = new Set(events.filter(({ kind }) => kind === 'reply_taken_back').map(messageOf))
  return events.filter(
    (event) =>
      !(event.kind === 'answered' && takenBack.has(messageOf(event))) &&
      !(event.kind === 'commitment_made' && takenBack.has(event.detail.of_message)) &&
      !(event.kind === 'letter_queued' && event.detail.letter === 'reply'),
  )
}

type FilesProps = { event: Event; files: Attachment[]; reference: string }

/** The files that came with a message, or the one that an event is about, while it is there. */
function Files({ event: { kind, detail }, files, reference }: FilesProps) {
  const t = useText()
  const isMeant = ({ id, messageId }: Attachment) =>
    detail.message_id ? messageId === detail.message_id : kind === 'attached' && id === detail.attachment_id
  const meant = files.filter(isMeant)
  return meant.length > 0 ? (
    <FileList reference={reference} isBrief files={meant} label={t('files.title', { count: meant.length })} />
  ) : null
}

function Title({ sentence, asides }: { sentence: string; asides: string[] }) {
  return (
    <>
      {sentence}
      {asides.length > 0 && <span className={classes.asides}>{asides.join(' · ')}</span>}
    </>
  )
}

/** The words that belong to an event. Those the complaint began with stand at the top of the page already. */
function Words({ event: { kind, words, detail, of } }: { event: Event }) {
  const t = useText()
  if (typeof detail.into_id === 'string') return <a href={`/complaints/${detail.into_id}`}>{t('event.merged_into')}</a>
  if ((kind === 'received' && !of) || !words || words === noWords) return null
  return (
    <blockquote dir="auto" className={classes.words} data-kind={kind}>
      <MarkedHere text={words} />
    </blockquote>
  )
}
