import type { Locus } from '../../../src/causes/rules.ts'
import { letterKinds } from '../../../src/complaints/letters/rules.ts'
import type { StageKind } from '../../../src/complaints/clocks/rules.ts'
import { type Decision, decisions } from '../../../src/complaints/decisions.ts'
import { waysByHand } from '../../../src/known-issues/told/rules.ts'
import type { TimelineEntry } from '../../../src/complaints/shapes.ts'
import type { TextKey } from '../../../src/platform/texts/text.ts'
import type { Translate } from '../../language/useLanguage.ts'
import { type Closure, isCauseClass, isChannel } from '../choices.ts'

export type Told = {
  /** What happened, as a sentence. */
  sentence: string
  /** What is worth adding, each a few words. */
  asides: string[]
}
type Speech = { t: Translate; dateTime: (moment: string) => string }

/**
 * Says an event in plain words, with the names of those involved. `dateKnown` is false where the system it came from did
 * not say when.
 */
export function tell(entry: TimelineEntry, speech: Speech, dateKnown = true): Told {
  const told = (sentences[entry.kind] ?? unknown)(readerOf(entry, speech))
  const { sentence, asides = [] } = typeof told === 'string' ? { sentence: told } : told
  return {
    sentence,
    asides: [...asides.filter((aside) => aside !== null), ...(dateKnown ? [] : [speech.t('event.date_unknown')])],
  }
}

/** What a sentence may need of its event: who did it, names for the ids, and values by their names in the detail. */
type Reader = Speech & {
  kind: string
  actorKind: TimelineEntry['actor']['kind']
  who: string
  value: (field: string) => string | null
  name: (field: string) => string | null
  /** The name behind an id, or "someone" when it is not known any more. */
  person: (field: string) => string
}
type Sentence = string | { sentence: string; asides?: (string | null)[] }

function readerOf({ kind, actor, detail, names }: TimelineEntry, speech: Speech): Reader {
  const { t } = speech
  const value = (field: string) => {
    const found = detail[field]
    return found === null || found === undefined || found === '' ? null : String(found)
  }
  const name = (field: string) => names[value(field) ?? ''] ?? null
  const unnamed = { customer: 'event.who.customer', system: 'event.who.system', import: 'event.who.import' } as const
  const who =
    actor.name ??
    t(actor.kind === 'person' ? 'event.who.someone' : actor.kind === 'key' ? 'event.who.program' : unnamed[actor.kind])
  return {
    ...speech,
    kind,
    actorKind: actor.kind,
    who,
    value,
    name,
    person: (field) => name(field) ?? t('event.who.someone'),
  }
}

/** What kinds of advice an answer went against, each once. */
function againstAdvice({ t, value }: Reader): Sentence {
  const kinds = new Set(
    value('codes')
      ?.split(' ')
      .map(([kind]) => kind),
  )
  const why = (['B', 'N', 'D', 'H'] as const)
    .filter((kind) => kinds.has(kind))
    .map((kind) => t(`reply_check.kind.${kind}`))
  return t('event.sent_against_advice', { why: why.join(', ') })
}

const byChannel = ({ t, value }: Reader): string | null => {
  const channel = value('channel')
  return isChannel(channel) && channel !== 'import' ? t(`channel.${channel}`) : null
}

const sentences: Record<string, (event: Reader) => Sentence> = {
  received: (event) => {
    const { t, actorKind, who, name, person } = event
    const rule = name('rule_id')
    return {
      sentence: t('event.received', { kind: actorKind, who, owner: person('owner_id') }),
      asides: [byChannel(event), rule && t('event.routed', { rule })],
    }
  },
  automatic_mail: ({ t, value }) => t('event.automatic_mail', { kind: value('automatic') ?? 'other' }),
  letter_queued: ({ t, value }) => t('event.letter_queued', { letter: value('letter') ?? 'other' }),
  letter_sent: (event) => event.t('event.letter_sent', { letter: letterOf(event) }),
  letter_kept: (event) => event.t('event.letter_kept', { letter: letterOf(event) }),
  letter_failed: (event) => event.t('event.letter_failed', { letter: letterOf(event) }),
  letter_came_back: (event) => event.t('event.letter_came_back', { letter: letterOf(event) }),
  letter_taken_back: ({ t }) => t('event.letter_taken_back'),
  told_by_hand: ({ t, value }) => {
    const how = waysByHand.find((way) => way === value('how'))
    return { sentence: t('event.told_by_hand'), asides: [how ? t(`told.how.${how}`) : null, value('told_on')] }
  },
  letter_resent: (event) => event.t('event.letter_resent', { who: event.who, letter: letterOf(event) }),
  customer_wrote: (event) => ({
    sentence: event.t('event.customer_wrote', { kind: event.actorKind, who: event.who }),
    asides: [byChannel(event)],
  }),
  answered,
  noted: ({ t, who }) => t('event.noted', { who }),
  constraint_noted: ({ t, who, value, name }) => ({
    sentence: t('event.constraint_noted', { who, what: value('what') ?? 'other' }),
    asides: [name('step_id')],
  }),
  constraint_withdrawn: ({ t, who }) => t('event.constraint_withdrawn', { who }),
  sent_against_advice: againstAdvice,
  handover_offered: ({ t, who, person, name }) => ({
    sentence: t('event.handover_offered', { who, to: person('to_id') }),
    asides: [name('from_id') === who ? null : t('event.owner_was', { from: person('from_id') })],
  }),
  handover_accepted: ({ t, person }) => t('event.handover_accepted', { from: person('from_id'), to: person('to_id') }),
  handover_declined: ({ t, person }) => t('event.handover_declined', { from: person('from_id'), to: person('to_id') }),
  handover_withdrawn: ({ t, person }) =>
    t('event.handover_withdrawn', { from: person('from_id'), to: person('to_id') }),
  owner_changed: ({ t, person, value }) =>
    t('event.owner_changed', { from: person('from_id'), to: person('to_id'), why: value('why') ?? 'other' }),
  rerouted: ({ t, name }) => {
    const team = (field: string) => name(field) ?? t('event.another_team')
    return t('event.rerouted', { from: team('from_team_id'), to: team('to_team_id') })
  },
  reclassified,
  coded,
  status: ({ t, value }) => t('event.status', { status: value('status') ?? '' }),
  disputed: ({ t }) => t('event.disputed'),
  reached_management: ({ t, who, person }) => t('event.reached_management', { who, to: person('to_id') }),
  escalation_passed: ({ t, person }) => t('event.escalation_passed', { from: person('from_id'), to: person('to_id') }),
  manager_spoke: ({ t, who, value }) => t('event.manager_spoke', { who, how: value('how') ?? 'call' }),
  failure_noted: ({ t, who, value }) => t('event.failure_noted', { who, what: value('what') ?? 'other' }),
  solution_proposed: (event) => ({
    sentence: event.t('event.solution_proposed', { who: event.who }),
    asides: [byChannel(event)],
  }),
  said_solved: said,
  said_not_solved: said,
  wanted_decider: said,
  withdrew: said,
  follows_up: ({ t, name }) => t('event.follows_up', { reference: name('from_id') ?? '…' }),
  followed_up: ({ t, name }) => t('event.followed_up', { reference: name('to_id') ?? '…' }),
  rated: ({ t, value }) => ({
    sentence: t('event.rated', { satisfaction: value('satisfaction') ?? '…' }),
    asides: [value('effort') && t('event.rated_effort', { effort: value('effort') ?? '' })],
  }),
  rating_held: ({ t, who }) => t('event.rating_held', { who }),
  rating_released: ({ t, who }) => t('event.rating_released', { who }),
  tagged: ({ t, who, name }) => t('event.tagged', { who, tag: name('tag_id') ?? '…' }),
  untagged: ({ t, who, name }) => t('event.untagged', { who, tag: name('tag_id') ?? '…' }),
  field_set: ({ t, who, name }) => t('event.field_set', { who, field: name('field_id') ?? '…' }),
  field_cleared: ({ t, who, name }) => t('event.field_cleared', { who, field: name('field_id') ?? '…' }),
  merged_in: ({ t, who, name }) => t('event.merged_in', { who, reference: name('from_id') ?? '…' }),
  merged_out: ({ t, name }) => t('event.merged_out', { reference: name('from_id') ?? '…' }),
  merge_undone: ({ t, who, name, person }) =>
    t('event.merge_undone', { who, reference: name('into_id') ?? '…', owner: person('owner_id') }),
  split_off: ({ t, who, name }) => t('event.split_off', { who, reference: name('to_id') ?? '…' }),
  split_from: ({ t, who, name }) => t('event.split_from', { who, reference: name('from_id') ?? '…' }),
  split_undone: ({ t, who, name }) => t('event.split_undone', { who, reference: name('from_id') ?? '…' }),
  attached: (event) => event.t('event.attached', { kind: event.actorKind, who: event.who, name: fileOf(event) }),
  attachment_removed: (event) => event.t('event.attachment_removed', { who: event.who, name: fileOf(event) }),
  attachment_restored: (event) => event.t('event.attachment_restored', { who: event.who, name: fileOf(event) }),
  link_renewed: ({ t }) => t('event.link_renewed'),
  no_pothole_signed: ({ t, who }) => t('event.no_pothole_signed', { who }),
  pothole_linked: ({ t, who, name }) => t('event.pothole_linked', { who, pothole: name('pothole_id') ?? '…' }),
  pothole_unlinked: ({ t, who, name }) => t('event.pothole_unlinked', { who, pothole: name('pothole_id') ?? '…' }),
  next_update_set: ({ t, who, value, dateTime }) =>
    t('event.next_update_set', { who, date: dateTime(value('due') ?? '') }),
  clock_missed: (event) => ({
    sentence: event.t('event.clock_missed', { clock: clockOf(event), date: event.dateTime(event.value('due') ?? '') }),
    asides: [event.name('regime_id')],
  }),
  clock_escalated: (event) => ({
    sentence: event.t('event.clock_escalated', { to: event.person('told_id'), clock: clockOf(event) }),
    asides: [event.name('regime_id')],
  }),
  clock_met: (event) => event.t('event.clock_met', { who: event.who, clock: clockOf(event) }),
  clock_resumed: (event) => event.t('event.clock_resumed', { who: event.who, clock: clockOf(event) }),
  reply_taken_back: ({ t, who }) => t('event.reply_taken_back', { who }),
  commitment_made: ({ t, who, value, dateTime }) =>
    t('event.commitment_made', { who, date: dateTime(value('due') ?? '') }),
  commitment_kept: ({ t, who }) => t('event.commitment_kept', { who }),
  commitment_not_kept: ({ t, who }) => t('event.commitment_not_kept', { who }),
  commitment_released: ({ t, who }) => t('event.commitment_released', { who }),
  commitment_broken: ({ t }) => t('event.commitment_broken'),
  mentioned: ({ t, who, person }) => t('event.mentioned', { who, person: person('person_id') }),
  asked_again: ({ t }) => t('event.asked_again'),
  customer_repeated: ({ t }) => t('event.customer_repeated'),
  closed: ({ t, actorKind, who, value }) => {
    const status = value('status')
    return {
      sentence: t('event.closed', { closure: value('closure') ?? 'other' }),
      asides: [
        decisionIn(t, value('decision')),
        actorKind === 'person' ? t('event.recorded_by', { who }) : null,
        status,
      ],
    }
  },
  reopened: ({ t, actorKind, who, value, name, person }) => {
    const was = value('was') as Closure | null
    return {
      sentence: name('owner_id')
        ? t('event.reopened', { kind: actorKind, who, owner: person('owner_id') })
        : t('event.reopened_elsewhere'),
      asides: [was && t('event.was_closed_as', { closure: t(`closure.${was}`) })],
    }
  },
}

/** What a letter is for. */
function letterOf({ t, value }: Reader): string {
  const kind = letterKinds.find((each) => each === value('letter'))
  return kind ? t(`letter.kind.${kind}`) : '…'
}

const clockOf = ({ t, value }: Reader): string => t(`clock.stage.${value('clock') as StageKind}`)

const decisionIn = (t: Translate, decision: string | null): string | null =>
  decisions.find((each) => each === decision) ? t(`decision.${decision as Decision}`) : null

/** The file an event is about; the name of one that was erased is not known any more. */
function fileOf({ t, name }: Reader): string {
  const known = name('attachment_id')
  const isErased = known === null || known === '–'
  return t('event.a_file', { known: isErased ? 'no' : 'yes', name: known ?? '' })
}

function unknown({ t, who, kind }: Reader): Sentence {
  return t('event.unknown', { who, kind })
}

/** What the customer said by a button, or one of us recorded for them. */
function said(event: Reader): Sentence {
  const { t, kind, actorKind, who } = event
  return {
    sentence: t('event.said', { kind }),
    asides: [byChannel(event), actorKind === 'person' ? t('event.recorded_by', { who }) : null],
  }
}

function answered(event: Reader): Sentence {
  const { t, actorKind, who, value, name, dateTime } = event
  const kind = value('interim') === 'true' ? 'interim' : 'final'
  const by = actorKind === 'import' ? name('team_id') : who
  const promised = value('promised_for')
  return {
    sentence: by ? t('event.answered', { kind, who: by }) : t('event.answered_somehow', { kind }),
    asides: [byChannel(event), promised && t('event.promised', { date: dateTime(promised) })],
  }
}

function reclassified({ t, actorKind, who, value, name }: Reader): Sentence {
  const nothing = t('event.nothing')
  if (actorKind === 'import') {
    return t('event.reclassified_elsewhere', { from: value('from') ?? nothing, to: value('to') ?? nothing })
  }
  const about = ['product_id', 'issue_id', 'step_id'].map(name).filter((each) => each !== null)
  return t('event.reclassified', { who, to: about.join(' · ') || nothing })
}

function coded({ t, who, value, name }: Reader): Sentence {
  const count = Number(value('contributing') ?? 0)
  const key: TextKey = value('pass') === '2' ? 'event.coded_again' : 'event.coded'
  return {
    sentence: t(key, {
      who,
      cause: causeInWords(t, { causeClass: value('class'), locus: value('locus'), cause: name('cause_id') }),
    }),
    asides: [count > 0 ? t('event.contributing', { count }) : null],
  }
}

type CauseParts = { causeClass: string | null; locus: string | null; cause: string | null }

/** A cause from the wide to the narrow: "Nasty surprise · Process or policy · Nobody owns the case". */
export function causeInWords(t: Translate, { causeClass, locus, cause }: CauseParts): string {
  const parts = [
    isCauseClass(causeClass) ? t(`cause.class.${causeClass}`) : null,
    locus ? t(`cause.locus.${locus as Locus}`) : null,
    cause,
  ]
  return parts.filter((part) => part !== null).join(' · ')
}
