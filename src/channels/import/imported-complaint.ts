import type { Channel } from '../../complaints/shapes.ts'

/** What any file, whatever its columns, becomes before it is stored. */
export type ImportedComplaint = {
  /** The source's own number; null when it has none (then `contentHash` tells repeats apart). */
  externalId: string | null
  receivedAt: Date
  /** The customer's words verbatim; null when the source does not publish them. */
  text: string | null
  /** A short subject, when the source has one. */
  title: string | null
  /** How the customer came to us; unknown is `import`. */
  channel: Channel
  /** BCP 47, when the source says so. */
  language: string | null
  product: string | null
  subProduct: string | null
  issue: string | null
  subIssue: string | null
  step: string | null
  customer: ImportedCustomer | null
  /** Who handles it now (responsible body, department, company), when the source says so. */
  team: string | null
  /** Names of tags. */
  tags: string[]
  /** Every other column that is kept, under the source's own heading. */
  fields: Record<string, string>
  /** What happened after receipt, oldest first. */
  history: ImportedEvent[]
}

export type ImportedCustomer = {
  externalId: string | null
  name: string | null
  email: string | null
  phone: string | null
}

export type ImportedEvent =
  | { kind: 'customer_wrote'; at: Date; text: string }
  /** An interim answer with a promised date becomes a commitment. */
  | {
      kind: 'answered'
      at: Date
      by: string | null
      text: string | null
      interim: boolean
      promisedFor: Date | null
    }
  /** Becomes a handover between teams. */
  | { kind: 'rerouted'; at: Date; from: string | null; to: string | null; note: string | null }
  | { kind: 'reclassified'; at: Date; from: string | null; to: string | null }
  | { kind: 'status'; at: Date; status: string }
  | { kind: 'disputed'; at: Date }
  /**
   * `solved` only when the source says that the customer confirmed it. Everything else that the source calls closed is
   * `historic`: closed without the customer's word; `words` is the source's own status text.
   */
  | { kind: 'closed'; at: Date; closure: 'solved' | 'withdrawn' | 'historic'; words: string | null }
