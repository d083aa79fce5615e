import { useQuery } from '@tanstack/react-query'
import { ask, askAll } from '../../../api/ask.ts'
import { useLanguage, useText } from '../../../language/useLanguage.ts'
import { useMay, useMe } from '../../../session/useSession.ts'
import type { PickOption } from '../../../ui/filters/FilterPick.tsx'
import { channels, closures } from '../../choices.ts'
import { nameOfLanguage } from '../../languageName.ts'
import { usePeople, useTopics } from '../../topics.ts'
import { treeOf } from '../../tree.ts'
import type { ListSearch } from '../search.ts'
import { readSeveral } from '../several.ts'
import { allDues, allHandovers } from '../words.ts'
import { useOwnChoices } from './own.ts'
import { useCauseChoice } from './causes.ts'
import { type Choice, periodChoice, severalChoice, statedOrNot, yesOrNo } from './choice.ts'

/** All filters of the list but the words to search for, in the order in which they are offered. */
export function useChoices(search: ListSearch): Choice[] {
  return [
    ...useStateChoices(),
    ...usePeopleChoices(search),
    ...useTopicChoices(),
    useCauseChoice(),
    ...useArrivalChoices(search),
    ...useTimeChoices(),
    ...useOwnChoices(search.field),
  ]
}

function useStateChoices(): Choice[] {
  const t = useText()
  return [
    {
      key: 'state',
      label: t('complaints.state'),
      isUsual: true,
      kind: 'one',
      options: [
        { value: 'open', label: t('complaint.open') },
        { value: 'closed', label: t('complaint.closed') },
      ],
      read: ({ state }) => state ?? null,
      write: (value) => ({ state: (value as ListSearch['state'] | null) ?? undefined }),
    },
    {
      ...severalChoice(
        'due',
        t('complaints.due'),
        allDues.map((due) => ({ value: due, label: t(`complaints.due.${due}`) })),
        { isUsual: true },
      ),
      // The built-in list and older links say it with a flag of its own.
      read: ({ due, overdue }: ListSearch) => due ?? (overdue ? 'overdue' : undefined),
      write: (values: string | undefined) => ({ due: values, overdue: undefined }),
    } as Choice,
    severalChoice(
      'closure',
      t('complaints.closure'),
      closures.map((closure) => ({ value: closure, label: t(`closure.${closure}`) })),
    ),
    severalChoice(
      'handover',
      t('complaints.handover'),
      allHandovers.map((state) => ({ value: state, label: t(`complaints.handover.${state}`) })),
    ),
    yesOrNo('reachedManagement', t('complaint.reached_management'), [t('complaints.yes'), t('complaints.no')]),
    statedOrNot('pothole', t('complaints.pothole'), [t('complaints.pothole.with'), t('complaints.pothole.without')]),
  ]
}

function usePeopleChoices(search: ListSearch): Choice[] {
  const t = useText()
  const me = useMe()
  const people = usePeople() ?? []
  const { data: teams = [] } = useQuery(ask('listTeams', {}))
  const mine = { value: 'me', label: t('complaints.owner.me') }
  const chosen = new Set([search.owner, search.loggedBy].flatMap(readSeveral).map(({ value }) => value))
  const others: PickOption[] = people
    .filter(({ id, active, openComplaints }) => id !== me.id && (active || openComplaints > 0 || chosen.has(id)))
    .map(({ id, name, team }) => ({ value: id, label: name, ...(team && { note: team.name }) }))
  return [
    severalChoice('owner', t('complaints.owner'), [mine, ...others], { isUsual: true }),
    severalChoice('team', t('complaint.team'), [
      ...teams.map(({ id, name }) => ({ value: id, label: name })),
      { value: 'none', label: t('complaints.team.none') },
    ]),
    severalChoice('loggedBy', t('complaint.logged_by'), [
      mine,
      ...others,
      { value: 'none', label: t('complaints.logged_by.none') },
    ]),
    statedOrNot('customer', t('complaints.customer'), [
      t('complaints.customer.known'),
      t('complaints.customer.unknown'),
    ]),
  ]
}

function useTopicChoices(): Choice[] {
  const t = useText()
  const { language } = useLanguage()
  const topics = useTopics()
  const none = { value: 'none', label: t('causes.not_stated') }
  return [
    severalChoice('product', t('causes.product'), [...treeOf(topics?.products ?? []), none], { isUsual: true }),
    severalChoice('issue', t('causes.issue'), [...treeOf(topics?.issues ?? []), none], { isUsual: true }),
    severalChoice('step', t('causes.step'), [
      ...(topics?.steps ?? []).map(({ id, name }) => ({ value: id, label: name[language] })),
      none,
    ]),
  ]
}

/** Languages offered before anyone has filtered by one; the detector knows more, and the address may name any. */
const usualLanguages = ['en', 'ru', 'es', 'de', 'fr', 'it', 'pt', 'pl', 'uk', 'kk', 'tr', 'zh']

function useArrivalChoices(search: ListSearch): Choice[] {
  const t = useText()
  const { language } = useLanguage()
  const may = useMay()
  const { data: imports = [] } = useQuery({ ...askAll('listImports'), enabled: may('listImports') })
  const languages = new Set([...usualLanguages, ...readSeveral(search.language).map(({ value }) => value)])
  return [
    severalChoice(
      'channel',
      t('complaints.channel'),
      channels.map((channel) => ({ value: channel, label: t(`channel.${channel}`) })),
    ),
    severalChoice(
      'language',
      t('complaints.language'),
      [...languages]
        .map((code) => ({ value: code, label: nameOfLanguage(language, code) ?? code }))
        .toSorted((a, b) => a.label.localeCompare(b.label, language)),
    ),
    yesOrNo('withWords', t('complaints.words'), [t('complaints.words.with'), t('complaints.words.without')]),
    yesOrNo('attachments', t('complaints.files'), [t('complaints.files.with'), t('complaints.files.without')]),
    severalChoice('import', t('complaints.import'), [
      { value: 'none', label: t('complaints.import.none') },
      ...imports.map(({ id, fileName, startedAt }) => ({ value: id, label: fileName, note: startedAt.slice(0, 10) })),
    ]),
  ]
}

function useTimeChoices(): Choice[] {
  const t = useText()
  return [
    periodChoice(t('complaints.received'), { from: 'from', to: 'to', within: 'receivedWithin' }, { isUsual: true }),
    periodChoice(t('complaint.closed_at'), { from: 'closedFrom', to: 'closedTo', within: 'closedWithin' }),
    periodChoice(t('complaints.due.between'), { from: 'dueFrom', to: 'dueTo' }, { isAhead: true }),
    periodChoice(t('complaints.changed'), { from: 'changedFrom', to: 'changedTo' }),
  ]
}
