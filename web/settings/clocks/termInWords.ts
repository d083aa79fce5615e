import type { Term } from '../../../src/calendar/terms.ts'
import type { StageKind } from '../../../src/complaints/clocks/rules.ts'
import type { Translate } from '../../language/useLanguage.ts'

/** How long after: "8 weeks", "3 working days". */
export const termInWords = (t: Translate, { amount, unit }: Pick<Term, 'amount' | 'unit'>): string =>
  t(`clocks.term.${unit}`, { amount })

type Limit = { kind: StageKind; term: Pick<Term, 'amount' | 'unit'>; isDuty: boolean }

/** A stage as one line: "Decision: within 8 weeks". */
export const stageInWords = (t: Translate, { kind, term, isDuty }: Limit): string =>
  t(isDuty ? 'clocks.stage_duty' : 'clocks.stage_chance', {
    stage: t(`clock.stage.${kind}`),
    term: termInWords(t, term),
  })
