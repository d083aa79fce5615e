import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { dateKnownField } from '../../../src/channels/import/mapping/history.ts'
import type { TimelineEntry } from '../../../src/complaints/shapes.ts'
import { allLanguages, type Language, type TextKey, type TextValues, text } from '../../../src/platform/texts/index.ts'
import { isDateKnown } from './dateKnown.ts'
import { tell } from './tell.ts'

const wren = '01a2010e-c9c6-728b-a785-1278ed5dc11d'
const demid = '01a2010e-c9c9-73fa-ba82-59f284fca610'
const names = {
  h1: 'Resort fee',
  [wren]: 'Wren',
  [demid]: 'Demid',
  rule: 'Loans',
  cause: 'Nobody owns the case',
  team: 'Post',
  vip: 'VIP',
  order: 'Order number',
  other: 'AM-00000-00001',
  card: 'Card',
  file: 'receipt.pdf',
  erased: '–',
  regime: 'Our own time limits',
}

const speech = (language: Language) => ({
  t: (key: TextKey, values?: TextValues) => text(language, key, values),
  dateTime: (moment: string) => moment.slice(0, 10),
})
const event = (kind: string, detail: TimelineEntry['detail'], actor: TimelineEntry['actor']): TimelineEntry => ({
  seq: 1,
  at: '2026-03-02T10:00:00Z',
  words: null,
  names,
  kind,
  detail,
  actor,
})
const byWren = { kind: 'person', name: 'Wren' } as const
const bySystem = { kind: 'system', name: null } as const
const byImport = { kind: 'import', name: null } as const
const byCustomer = { kind: 'customer', name: null } as const
const from = { from_id: wren, to_id: demid }

const events: { entry: TimelineEntry; en: string; asides?: string[] }[] = [
  {
    entry: event('received', { channel: 'phone', owner_id: demid, rule_id: 'rule' }, byWren),
    en: 'Wren passed on what the customer said. Owner: Demid.',
    asides: ['Telephone', 'by the rule “Loans”'],
  },
  {
    entry: event('received', { channel: 'web_form', owner_id: demid }, byCustomer),
    en: 'The customer complained. Owner: Demid.',
    asides: ['Web form'],
  },
  {
    entry: event('letter_queued', { letter: 'acknowledgement' }, { kind: 'system', name: null }),
    en: 'An acknowledgement is on its way to the customer.',
  },
  { entry: event('letter_sent', { letter: 'solution' }, bySystem), en: 'Letter sent: Proposed solution.' },
  {
    entry: event('letter_kept', { letter: 'reply' }, bySystem),
    en: 'Letter kept in the development mailbox, because no mail server is set: Answer.',
  },
  { entry: event('letter_failed', { letter: 'reminder' }, bySystem), en: 'Letter not sent: Reminder.' },
  {
    entry: event('letter_came_back', { letter: 'decision' }, bySystem),
    en: 'Letter came back: Decision. The customer does not have it.',
  },
  {
    entry: event('letter_resent', { letter: 'told' }, byWren),
    en: 'Wren sent the letter again: The cause is repaired.',
  },
  {
    entry: event('customer_wrote', { channel: 'chat' }, byWren),
    en: 'Wren recorded what the customer said.',
    asides: ['Chat'],
  },
  { entry: event('customer_wrote', {}, byCustomer), en: 'The customer wrote.' },
  { entry: event('answered', { channel: 'email' }, byWren), en: 'Wren answered the customer.', asides: ['E-mail'] },
  {
    entry: event('answered', { team_id: 'team', interim: true, promised_for: '2026-04-01T00:00:00Z' }, byImport),
    en: 'Post gave the customer an interim answer.',
    asides: ['promised more by 2026-04-01'],
  },
  { entry: event('answered', { interim: false }, byImport), en: 'The customer was answered.' },
  { entry: event('noted', {}, byWren), en: 'Wren left a note.' },
  { entry: event('constraint_noted', { what: 'rule' }, byWren), en: 'A rule stopped Wren from helping.' },
  {
    entry: event('constraint_noted', { what: 'authority' }, byWren),
    en: 'Missing authority stopped Wren from helping.',
  },
  {
    entry: event('constraint_withdrawn', { note_id: 'note', what: 'rule' }, byWren),
    en: 'Wren withdrew a note of what stopped us.',
  },
  {
    entry: event('sent_against_advice', { codes: 'H2 B1 B3', count: 3 }, byWren),
    en: 'What was said went against advice: blames the customer, gives empty hope.',
  },
  { entry: event('handover_offered', from, byWren), en: 'Wren offered the complaint to Demid.' },
  {
    entry: event('handover_accepted', from, { kind: 'person', name: 'Demid' }),
    en: 'Demid accepted the complaint from Wren and is now its owner.',
  },
  {
    entry: event('handover_declined', from, { kind: 'person', name: 'Demid' }),
    en: 'Demid declined the handover; Wren stays the owner.',
  },
  { entry: event('handover_withdrawn', from, byWren), en: 'Wren withdrew the offer to Demid.' },
  {
    entry: event('owner_changed', { ...from, why: 'deactivation' }, byWren),
    en: 'Wren no longer works here: Demid is now the owner.',
  },
  {
    entry: event('rerouted', { from_team_id: null, to_team_id: 'team' }, byImport),
    en: 'Passed on: another team → Post.',
  },
  {
    entry: event('reclassified', { product_id: 'card', issue_id: null }, byWren),
    en: 'Wren said what it is about: Card.',
  },
  {
    entry: event('reclassified', { from: 'Loans', to: null }, byImport),
    en: 'What it is about was changed: Loans → nothing.',
  },
  {
    entry: event('coded', { pass: 1, class: 'surprise', locus: 'process', cause_id: 'cause', contributing: 2 }, byWren),
    en: 'Wren found the cause: Nasty surprise · Process or policy · Nobody owns the case.',
    asides: ['and 2 contributing causes'],
  },
  {
    entry: event('coded', { pass: 2, class: 'unknown', locus: null, contributing: 0 }, byWren),
    en: 'Wren coded it as second coder: Unknown.',
  },
  { entry: event('status', { status: 'In progress' }, byImport), en: 'Status in the other system: “In progress”.' },
  { entry: event('tagged', { tag_id: 'vip' }, byWren), en: 'Wren put on the tag “VIP”.' },
  { entry: event('untagged', { tag_id: 'vip' }, byWren), en: 'Wren took off the tag “VIP”.' },
  { entry: event('field_set', { field_id: 'order' }, byWren), en: 'Wren filled in “Order number”.' },
  { entry: event('field_cleared', { field_id: 'order' }, byWren), en: 'Wren cleared “Order number”.' },
  {
    entry: event('merged_in', { from_id: 'other' }, byWren),
    en: 'Wren merged AM-00000-00001 into this complaint. Its conversation is shown here.',
  },
  {
    entry: event('merged_out', { from_id: 'other' }, byWren),
    en: 'AM-00000-00001 is not merged into this complaint any more.',
  },
  {
    entry: event('merge_undone', { into_id: 'other', owner_id: demid }, byWren),
    en: 'Wren undid the merge into AM-00000-00001: open again as it was. Owner: Demid.',
  },
  {
    entry: event('split_off', { to_id: 'other' }, byWren),
    en: 'Wren made AM-00000-00001 of a part of this complaint.',
  },
  {
    entry: event('split_from', { from_id: 'other' }, byWren),
    en: 'Wren made this complaint of a part of AM-00000-00001.',
  },
  { entry: event('split_undone', { from_id: 'other' }, byWren), en: 'Wren undid the split from AM-00000-00001.' },
  { entry: event('attached', { attachment_id: 'file' }, byWren), en: 'Wren attached the file “receipt.pdf”.' },
  {
    entry: event('attached', { attachment_id: 'file' }, byCustomer),
    en: 'The customer attached the file “receipt.pdf”.',
  },
  { entry: event('attachment_removed', { attachment_id: 'erased' }, byWren), en: 'Wren removed a file.' },
  {
    entry: event('attachment_restored', { attachment_id: 'file' }, byWren),
    en: 'Wren brought back the file “receipt.pdf”.',
  },
  { entry: event('disputed', {}, byCustomer), en: 'The customer did not accept the answer.' },
  { entry: event('reached_management', from, byWren), en: 'Wren took the complaint to Demid, who is now its owner.' },
  {
    entry: event('pothole_linked', { pothole_id: 'h1' }, byWren),
    en: 'Wren noted that this shows the pothole “Resort fee”.',
  },
  { entry: event('no_pothole_signed', {}, byWren), en: 'Wren signed that there is no pothole behind this.' },
  {
    entry: event('next_update_set', { due: '2026-03-09T10:00:00Z' }, byWren),
    en: 'Wren set the next update: the customer hears from us by 2026-03-09.',
  },
  {
    entry: event('letter_taken_back', { letter: 'told' }, bySystem),
    en: 'A letter to the customer was taken back before it left.',
  },
  {
    entry: event('told_by_hand', { how: 'telephone', told_on: '2026-03-02' }, byWren),
    en: 'A person told the customer about the repair.',
    asides: ['By telephone', '2026-03-02'],
  },
  {
    entry: event('reply_taken_back', {}, byWren),
    en: 'Wren took an answer back before it left: the customer did not get it.',
  },
  {
    entry: event('commitment_made', { due: '2026-03-09T10:00:00Z' }, byWren),
    en: 'Wren recorded a commitment to the customer, due 2026-03-09.',
  },
  { entry: event('commitment_kept', {}, byWren), en: 'Wren recorded that the commitment was kept.' },
  { entry: event('commitment_not_kept', {}, byWren), en: 'Wren recorded that the commitment is not kept yet.' },
  {
    entry: event('commitment_released', {}, byWren),
    en: 'Wren recorded that the customer does not need the commitment any more.',
  },
  {
    entry: event('automatic_mail', { automatic: 'out_of_office' }, bySystem),
    en: 'The customer’s mailbox answered that they are away.',
  },
  { entry: event('link_renewed', {}, byCustomer), en: 'The customer renewed the link to their complaint.' },
  {
    entry: event('clock_missed', { clock: 'decide', due: '2026-03-20T10:00:00Z', regime_id: 'regime' }, bySystem),
    en: 'Decision: the time for it passed on 2026-03-20.',
    asides: ['Our own time limits'],
  },
  {
    entry: event('clock_escalated', { clock: 'decide', regime_id: 'regime', told_id: demid }, bySystem),
    en: 'Demid was told that it is late (Decision).',
    asides: ['Our own time limits'],
  },
  { entry: event('commitment_broken', {}, bySystem), en: 'A commitment to the customer was not kept in time.' },
  { entry: event('mentioned', { person_id: demid }, byWren), en: 'Wren mentioned Demid.' },
  {
    entry: event('asked_again', {}, bySystem),
    en: 'The customer was asked for something that they had told us before.',
  },
  { entry: event('customer_repeated', {}, bySystem), en: 'The customer says that they had told us already.' },
  {
    entry: event('escalation_passed', from, byWren),
    en: 'Wren leaves; Demid speaks to the customer in person instead.',
  },
  {
    entry: event('manager_spoke', { how: 'call' }, byWren),
    en: 'Wren called the customer and spoke to them.',
  },
  {
    entry: event('failure_noted', { what: 'rule' }, byWren),
    en: 'Wren noted what failed before: a rule stood in the way.',
  },
  {
    entry: event('solution_proposed', { channel: 'phone' }, byWren),
    en: 'Wren proposed a solution and asked the customer whether it is solved.',
    asides: ['Telephone'],
  },
  { entry: event('said_solved', {}, byCustomer), en: 'The customer says: it is solved.' },
  {
    entry: event('said_not_solved', {}, byWren),
    en: 'The customer says: it is not solved.',
    asides: ['recorded by Wren'],
  },
  { entry: event('wanted_decider', {}, byCustomer), en: 'The customer wants someone who can decide.' },
  { entry: event('withdrew', {}, byCustomer), en: 'The customer takes the complaint back.' },
  {
    entry: event('follows_up', { from_id: 'other' }, byCustomer),
    en: 'The customer takes up AM-00000-00001 again, which closed too long ago to be reopened.',
  },
  {
    entry: event('followed_up', { to_id: 'other' }, byCustomer),
    en: 'The customer took it up again; it goes on as AM-00000-00001.',
  },
  {
    entry: event('rated', { satisfaction: 4, effort: 6 }, byCustomer),
    en: 'The customer rated how we dealt with it: 4 of 5.',
    asides: ['ease 6 of 7'],
  },
  { entry: event('rating_held', { why: 'grief' }, byWren), en: 'Wren: do not ask this customer how it was.' },
  { entry: event('rating_released', {}, byWren), en: 'Wren: the customer may be asked how it was.' },
  {
    entry: event('closed', { closure: 'decided', decision: 'not_upheld' }, byWren),
    en: 'Closed with a decision: reasons and recourse were named.',
    asides: ['Not upheld', 'recorded by Wren'],
  },
  {
    entry: event('closed', { closure: 'solved' }, byWren),
    en: 'Closed: the customer said that it is solved.',
    asides: ['recorded by Wren'],
  },
  {
    entry: event('closed', { closure: 'historic', status: 'Closed with relief' }, byImport),
    en: 'Closed in the other system.',
    asides: ['Closed with relief'],
  },
  {
    entry: event('reopened', { was: 'solved', owner_id: demid }, byWren),
    en: 'Wren reopened the complaint. Owner: Demid.',
    asides: ['it had been closed as: Solved'],
  },
  {
    entry: event('reopened', { was: 'historic' }, byCustomer),
    en: 'Reopened: the customer came back.',
    asides: ['it had been closed as: Closed elsewhere'],
  },
]

test.each(events)('"$entry.kind" by $entry.actor.kind is told as "$en"', ({ entry, en, asides = [] }) => {
  expect(tell(entry, speech('en'))).toEqual({ sentence: en, asides })
})

test.each(events)('"$entry.kind" by $entry.actor.kind is told in Russian', ({ entry }) => {
  expect(tell(entry, speech('ru')).sentence).toMatch(/[а-я]/)
})

test('every kind of event that the server writes has its sentence', () => {
  const sources = globSync('src/{complaints,causes,portal,channels}/**/*.ts').filter(
    (file) => !file.endsWith('.test.ts'),
  )
  const written = sources.flatMap((file) => {
    const source = readFileSync(file, 'utf8')
    const direct = [...source.matchAll(/kind: '(\w+)', at[:,]/g), ...source.matchAll(/tell\('(\w+)'|tell\(\s*'(\w+)'/g)]
    return direct.map((match) => match[1] ?? match[2])
  })
  const told = new Set(events.map(({ entry }) => entry.kind))
  expect(written.length).toBeGreaterThan(15)
  expect(written.filter((kind) => kind && !told.has(kind))).toEqual([])
})

test('an event that this version does not know is told by its name rather than left out', () => {
  expect(tell(event('refunded', {}, byWren), speech('en')).sentence).toBe('Wren: refunded.')
})

test('a person who is not known any more is someone', () => {
  const entry = { ...event('handover_accepted', from, byWren), names: {} }
  for (const language of allLanguages)
    expect(tell(entry, speech(language)).sentence).toContain(text(language, 'event.who.someone'))
})

test('that the source gives no date is said for exactly the kinds whose date an import can miss', () => {
  for (const [kind, field] of Object.entries(dateKnownField)) {
    expect(isDateKnown(kind, true, { [field]: 'false' })).toBe(false)
    expect(isDateKnown(kind, true, {})).toBe(true)
    expect(isDateKnown(kind, false, { [field]: 'false' })).toBe(true)
  }
  expect(tell(event('disputed', {}, byCustomer), speech('en'), false).asides).toEqual(['the source does not say when'])
})
