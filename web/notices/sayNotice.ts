import type { Notice } from '../../src/people/notices/contract.ts'
import type { TextKey } from '../../src/platform/texts/text.ts'
import type { Translate } from '../language/useLanguage.ts'

type Speech = { t: Translate; dateTime: (moment: string) => string }

/** Says a notice in plain words: what happened, without what it is about. */
export function sayNotice(
  { kind, by, detail }: Pick<Notice, 'kind' | 'by' | 'detail'>,
  { t, dateTime }: Speech,
): string {
  const stage = typeof detail.stage === 'string' ? t(`clock.stage.${detail.stage}` as TextKey) : ''
  const when = typeof detail.due === 'string' ? dateTime(detail.due) : ''
  return t(`bell.kind.${kind}`, {
    by: by?.name ?? t('event.who.someone'),
    stage,
    when,
    count: Number(detail.count ?? 0),
    team: String(detail.team ?? ''),
  })
}
