import type { Notice } from '../../src/people/notices/contract.ts'
import type { TextKey } from '../../src/platform/texts/text.ts'
import type { Language } from '../../src/platform/texts/languages.ts'
import type { Translate } from '../language/useLanguage.ts'

type Speech = { t: Translate; dateTime: (moment: string) => string; language: Language }

/** Says a notice in plain words: what happened, without what it is about. */
export function sayNotice(
  { kind, by, detail }: Pick<Notice, 'kind' | 'by' | 'detail'>,
  { t, dateTime, language }: Speech,
): string {
  const stage = typeof detail.stage === 'string' ? t(`clock.stage.${detail.stage}` as TextKey) : ''
  const when = typeof detail.due === 'string' ? dateTime(detail.due) : ''
  return t(`bell.kind.${kind}`, {
    series: seriesOf(detail, t, language),
    by: by?.name ?? t('event.who.someone'),
    stage,
    when,
    count: Number(detail.count ?? 0),
    team: String(detail.team ?? ''),
    pothole: String(detail.pothole ?? ''),
  })
}

/** What rose, where a notice tells of a spike: its name, or what kind of series it is. */
function seriesOf(detail: Notice['detail'], t: Translate, language: Language): string {
  const name = detail[`name_${language}`]
  if (typeof detail.series !== 'string') return ''
  return typeof name === 'string' ? name : t(`alarm.kind.${detail.series}` as TextKey)
}
