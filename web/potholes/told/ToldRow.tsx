import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFormat, useText } from '../../language/useLanguage.ts'
import type { ToldPerson, ToldState } from './telling.ts'
import classes from './told.module.css'

const colours: Partial<Record<ToldState, string>> = {
  failed: 'red',
  came_back: 'red',
  no_address: 'yellow',
  kept_here: 'yellow',
}

/** One of those who were hit: who, what they told us, and how they stand; before it a cell of the table's own, if any. */
export function ToldRow({ person, children }: { person: ToldPerson; children: ReactNode }) {
  const t = useText()
  const { name, address, phone, reference, source, words, language, state, isReplied } = person
  return (
    <tr>
      {children}
      <th scope="row">
        {name ?? address ?? t('told.people.unknown')}
        {name && address && <small>{address}</small>}
        {phone && <small>{phone}</small>}
        <small>
          {reference ? <a href={`/complaints/${reference}`}>{reference}</a> : t('told.source.listed')}
          {source === 'matching' && ` · ${t('told.source.matching')}`}
        </small>
      </th>
      <td className={classes.words} lang={language ?? undefined}>
        {words ?? <span className={classes.quiet}>{t('told.people.no_words')}</span>}
      </td>
      <td>
        <Badge variant="dot" color={colours[state] ?? 'gray'}>
          {t(`told.state.${state}`)}
        </Badge>
        {isReplied && <small>{t('told.people.replied')}</small>}
        <Fate person={person} />
      </td>
    </tr>
  )
}

function Fate({ person: { how, at, toldBy, reason, isUnsure } }: { person: ToldPerson }) {
  const t = useText()
  const format = useFormat()
  const isByHand = how !== null && how !== 'letter'
  const when = at && (isByHand ? format.date(`${at}T12:00:00`) : format.dateTime(at))
  return (
    <>
      {isByHand && <small>{t(`told.how.${how}`)}</small>}
      {when && <small>{toldBy ? t('told.by', { when, who: toldBy.name }) : when}</small>}
      {reason && <small>{reason}</small>}
      {isUnsure && <small>{t('told.people.unsure')}</small>}
    </>
  )
}
