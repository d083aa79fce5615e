import type { CauseClass, Locus } from '../../../src/causes/rules.ts'
import { causeClasses, lociOf } from '../../../src/causes/rules.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import type { TextKey } from '../../../src/platform/texts/text.ts'
import type { PickOption } from '../../ui/filters/FilterPick.tsx'
import { useMe } from '../../session/useSession.ts'
import { type Channel, channels, type Closure, closures } from '../choices.ts'
import { nameOfLanguage } from '../languageName.ts'
import { usePeople, useTaxonomy, useTopics } from '../topics.ts'
import { treeOf } from '../tree.ts'
import type { ListSearch } from './search.ts'

/** One filter with one value: what it is called, what can be chosen, and how that stands in the address. */
export type Choice = {
  key: string
  label: TextKey
  options: PickOption[]
  chosen: (search: ListSearch) => string | null
  change: (value: string | null) => ListSearch
  /** Behind "More filters". */
  isRare?: boolean
}

/** Languages offered before anyone has filtered by one; the detector knows more, and the address may name any. */
const usualLanguages = ['en', 'ru', 'es', 'de', 'fr', 'it', 'pt', 'pl', 'uk', 'kk', 'tr', 'zh']

/** All filters that are chosen from a list. */
export function useChoices(search: ListSearch): Choice[] {
  const names = useNames(search)
  const { state, cause, owner, product, issue, step, channel, language, words } = names
  return [
    {
      key: 'state',
      label: 'complaints.state',
      options: state,
      chosen: ({ closure, overdue, state }) => closure ?? (overdue ? 'overdue' : (state ?? null)),
      change: stateChange,
    },
    {
      key: 'owner',
      label: 'complaints.owner',
      options: owner,
      chosen: (at) => at.owner ?? null,
      change: (value) => ({ owner: value ?? undefined }),
    },
    {
      key: 'product',
      label: 'causes.product',
      options: product,
      chosen: (at) => at.product ?? null,
      change: (value) => ({ product: value ?? undefined }),
    },
    {
      key: 'issue',
      label: 'causes.issue',
      options: issue,
      chosen: (at) => at.issue ?? null,
      change: (value) => ({ issue: value ?? undefined }),
    },
    { key: 'cause', label: 'complaints.cause', options: cause, chosen: causeChosen, change: causeChange },
    {
      key: 'channel',
      label: 'complaints.channel',
      options: channel,
      chosen: (at) => at.channel ?? null,
      change: (value) => ({ channel: (value as Channel | null) ?? undefined }),
      isRare: true,
    },
    {
      key: 'language',
      label: 'complaints.language',
      options: language,
      chosen: (at) => at.language ?? null,
      change: (value) => ({ language: value ?? undefined }),
      isRare: true,
    },
    {
      key: 'step',
      label: 'causes.step',
      options: step,
      chosen: (at) => at.step ?? null,
      change: (value) => ({ step: value ?? undefined }),
      isRare: true,
    },
    {
      key: 'words',
      label: 'complaints.words',
      options: words,
      chosen: ({ withWords }) => (withWords === undefined ? null : String(withWords)),
      change: (value) => ({ withWords: value === null ? undefined : value === 'true' }),
      isRare: true,
    },
  ]
}

function useNames(search: ListSearch) {
  const t = useText()
  const { language } = useLanguage()
  const me = useMe()
  const topics = useTopics()
  const people = usePeople()
  const causes = useCauseTree()
  const none = { value: 'none', label: t('causes.not_stated') }
  const languages = new Set([...usualLanguages, ...(search.language ? [search.language] : [])])
  return {
    ...fixedNames(t),
    cause: causes,
    owner: [
      { value: 'me', label: t('complaints.owner.me') },
      ...(people ?? [])
        .filter(
          ({ id, active, openComplaints }) => id !== me.id && (active || openComplaints > 0 || id === search.owner),
        )
        .map(({ id, name, team }) => ({ value: id, label: name, note: team?.name })),
    ],
    product: [...treeOf(topics?.products ?? []), none],
    issue: [...treeOf(topics?.issues ?? []), none],
    step: [...(topics?.steps ?? []).map(({ id, name }) => ({ value: id, label: name[language] })), none],
    language: [...languages]
      .map((code) => ({ value: code, label: nameOfLanguage(language, code) ?? code }))
      .toSorted((a, b) => a.label.localeCompare(b.label, language)),
  }
}

function fixedNames(t: ReturnType<typeof useText>) {
  return {
    state: [
      { value: 'open', label: t('complaint.open') },
      { value: 'overdue', label: t('complaints.only_overdue'), depth: 1 },
      { value: 'closed', label: t('complaint.closed') },
      ...closures.map((closure) => ({ value: closure, label: t(`closure.${closure}`), depth: 1 })),
    ],
    channel: channels.map((channel) => ({ value: channel, label: t(`channel.${channel}`) })),
    words: [
      { value: 'true', label: t('complaints.words.with') },
      { value: 'false', label: t('complaints.words.without') },
    ],
  }
}

/** Coded or not, then classes, their loci and the causes of the taxonomy, as one tree. */
function useCauseTree(): PickOption[] {
  const t = useText()
  const { language } = useLanguage()
  const taxonomy = useTaxonomy()
  const ofLocus = (locus: Locus) =>
    (taxonomy?.causes ?? [])
      .filter((cause) => cause.locus === locus)
      .map(({ id, name }) => ({ value: `cause:${id}`, label: name[language], depth: 2 }))
  const ofClass = (causeClass: CauseClass): PickOption[] => [
    { value: `class:${causeClass}`, label: t(`cause.class.${causeClass}`) },
    ...lociOf[causeClass].flatMap((locus) => [
      { value: `locus:${locus}`, label: t(`cause.locus.${locus}`), depth: 1 },
      ...ofLocus(locus),
    ]),
  ]
  return [
    { value: 'coded:true', label: t('complaints.coded') },
    { value: 'coded:false', label: t('cause.class.uncoded') },
    ...causeClasses.flatMap(ofClass),
    { value: 'locus:none', label: t('complaints.no_locus') },
    { value: 'cause:none', label: t('complaints.no_cause') },
  ]
}

function stateChange(value: string | null): ListSearch {
  const none = { state: undefined, closure: undefined, overdue: undefined }
  if (value === null) return none
  if (value === 'open' || value === 'closed') return { ...none, state: value }
  return value === 'overdue' ? { ...none, overdue: true } : { ...none, closure: value as Closure }
}

function causeChosen({ cause, causeLocus, causeClass, coded }: ListSearch): string | null {
  if (cause) return `cause:${cause}`
  if (causeLocus) return `locus:${causeLocus}`
  if (causeClass) return `class:${causeClass}`
  return coded === undefined ? null : `coded:${coded}`
}

function causeChange(value: string | null): ListSearch {
  const none = { cause: undefined, causeLocus: undefined, causeClass: undefined, coded: undefined }
  const [kind, which = ''] = value?.split(':') ?? []
  if (kind === 'cause') return { ...none, cause: which }
  if (kind === 'locus') return { ...none, causeLocus: which as Locus }
  if (kind === 'class') return { ...none, causeClass: which as CauseClass }
  return kind === 'coded' ? { ...none, coded: which === 'true' } : none
}
