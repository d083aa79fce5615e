import { Modal, TextInput } from '@mantine/core'
import { IconChevronRight, IconSearch } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import type { TextKey } from '../../src/platform/texts/text.ts'
import { useText } from '../language/useLanguage.ts'
import { FindingRow } from '../search/FindingRow.tsx'
import findingClasses from '../search/Findings.module.css'
import { addressOfFinding, type Finding, findingsOf, keyOfFinding } from '../search/options.ts'
import { useFindings } from '../search/useFindings.ts'
import { useListbox } from '../ui/useListbox.ts'
import { KeyHint } from '../ui/KeyHint.tsx'
import { isMeant } from './matching.ts'
import classes from './Palette.module.css'
import type { Group, GroupedCommand } from './useOwnCommands.ts'

type Offer = { kind: 'command'; command: GroupedCommand } | { kind: 'finding'; finding: Finding }

const headings = {
  here: 'palette.here',
  recent: 'palette.recent',
  go: 'palette.go',
  do: 'palette.do',
  look: 'palette.look',
  complaint: 'search.complaints',
  customer: 'search.customers',
  person: 'search.people',
  all: null,
} as const satisfies Record<Group | Finding['kind'], TextKey | null>

const keyOf = (offer: Offer): string =>
  offer.kind === 'command' ? `${offer.command.group} ${offer.command.key}` : keyOfFinding(offer.finding)
const headingOf = (offer: Offer): TextKey | null =>
  headings[offer.kind === 'command' ? offer.command.group : offer.finding.kind]

type PaletteProps = { commands: readonly GroupedCommand[]; isOpen: boolean; onClose: () => void }

/** Every page, complaint and thing to do, by its name: typed, chosen with the arrow keys, taken with Enter. */
export function Palette(props: PaletteProps) {
  const t = useText()
  return (
    <Modal.Root
      opened={props.isOpen}
      onClose={props.onClose}
      size="lg"
      padding={0}
      yOffset="10vh"
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.title')}>
        <Inside {...props} />
      </Modal.Content>
    </Modal.Root>
  )
}

function Inside({ commands, onClose }: PaletteProps) {
  const t = useText()
  const router = useRouter()
  const [typed, setTyped] = useState('')
  const { found, isSearching } = useFindings(typed, 6)
  const words = typed.trim()
  const offers: Offer[] = [
    ...commands
      .filter(({ label, note, isRare }) => !(isRare && words === '') && isMeant(`${label} ${note ?? ''}`, words))
      .map((command) => ({ kind: 'command', command }) as const),
    ...findingsOf(words === '' ? undefined : found, words).map((finding) => ({ kind: 'finding', finding }) as const),
  ]
  const choose = (offer: Offer) => {
    onClose()
    // After the focus has gone back to where it was, so that what opens now keeps it.
    requestAnimationFrame(() =>
      offer.kind === 'command' ? offer.command.run() : router.history.push(addressOfFinding(offer.finding, words)),
    )
  }
  const listbox = useListbox<Offer>({
    options: offers,
    keyOf,
    isOpen: offers.length > 0,
    onChoose: choose,
    onClose,
    marksFirst: true,
  })
  return (
    <>
      <TextInput
        data-autofocus
        variant="unstyled"
        size="md"
        maxLength={300}
        aria-label={t('palette.title')}
        placeholder={t('palette.placeholder')}
        leftSection={<IconSearch size={17} aria-hidden />}
        className={classes.field}
        value={typed}
        {...listbox.field}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          listbox.unmark()
        }}
        onKeyDown={listbox.onKeyDown}
      />
      {offers.length > 0 ? (
        <div
          {...listbox.list}
          aria-label={t('palette.commands')}
          aria-busy={isSearching}
          className={findingClasses.list}
        >
          <Groups offers={offers} option={listbox.option} />
        </div>
      ) : (
        <output className={findingClasses.note}>{t(isSearching ? 'search.searching' : 'palette.nothing')}</output>
      )}
    </>
  )
}

type GroupsProps = { offers: readonly Offer[]; option: ReturnType<typeof useListbox<Offer>>['option'] }

function Groups({ offers, option }: GroupsProps) {
  const t = useText()
  return [...Map.groupBy(offers, headingOf)].map(([heading, members]) => (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a group of options is no fieldset
    <div key={heading ?? ''} role="group" aria-label={heading ? t(heading) : undefined}>
      {heading && (
        <div className={findingClasses.group} aria-hidden>
          {t(heading)}
        </div>
      )}
      {members.map((offer) => (
        <div key={keyOf(offer)} className={findingClasses.option} {...option(offer)}>
          {offer.kind === 'finding' ? <FindingRow finding={offer.finding} /> : <CommandRow command={offer.command} />}
        </div>
      ))}
    </div>
  ))
}

function CommandRow({ command: { label, keys, note } }: { command: GroupedCommand }) {
  return (
    <>
      <IconChevronRight size={16} aria-hidden className={`${findingClasses.sign} ${findingClasses.turns}`} />
      <span className={findingClasses.words}>{label}</span>
      {note && <span className={findingClasses.aside}>{note}</span>}
      {keys && (
        <span aria-hidden>
          <KeyHint keys={keys} />
        </span>
      )}
    </>
  )
}
