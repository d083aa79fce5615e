import type { ComponentType } from 'react'
import type { TextKey } from '../../src/platform/texts/text.ts'
import type { AnswerOf } from '../api/client.ts'
import type { OperationName } from '../api/client.ts'
import { KnownIssuePart } from './known-issue/KnownIssuePart.tsx'
import { FixesPart } from './fixes/FixesPart.tsx'
import { EvidencePart } from './evidence/EvidencePart.tsx'
import { RecordPart } from './record/RecordPart.tsx'
import { TouchedPart } from './touched/TouchedPart.tsx'
import { ToldPart } from './told/ToldPart.tsx'
import { VerdictPart } from './verdict/VerdictPart.tsx'
import { WhysPart } from './whys/WhysPart.tsx'

export type Pothole = AnswerOf<'readPothole'>

type Part = {
  /** As the address has it: `?part=whys`. */
  key: string
  label: TextKey
  /** What the part lives on: who may not call this does not see it. */
  needs: OperationName
  Part: ComponentType<{ pothole: Pothole }>
}

/** The parts of a pothole's page, in the order in which one usually comes to them. */
export const parts: Part[] = [
  { key: 'record', label: 'pothole.part.record', needs: 'readPothole', Part: RecordPart },
  { key: 'evidence', label: 'pothole.part.evidence', needs: 'listEvidence', Part: EvidencePart },
  { key: 'whys', label: 'pothole.part.whys', needs: 'readWhys', Part: WhysPart },
  { key: 'touched', label: 'pothole.part.touched', needs: 'readTouched', Part: TouchedPart },
  { key: 'fixes', label: 'pothole.part.fixes', needs: 'listFixes', Part: FixesPart },
  { key: 'verdict', label: 'pothole.part.verdict', needs: 'readVerdict', Part: VerdictPart },
  { key: 'known-issue', label: 'pothole.part.known_issue', needs: 'readKnownIssue', Part: KnownIssuePart },
  { key: 'told', label: 'pothole.part.told', needs: 'readTelling', Part: ToldPart },
]
