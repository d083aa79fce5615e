/** Events with which a stage of care begins: somebody had the complaint, or answered it, and it came to the manager still. */
export const stageKinds = [
  'received',
  'handover_accepted',
  'owner_changed',
  'solution_proposed',
  'closed',
  'reached_management',
] as const

/** What can have failed at a stage: in what we do, never in whom. */
export const failureKinds = [
  'late',
  'not_understood',
  'no_authority',
  'rule',
  'wrong_solution',
  'passed_on',
  'promise_broken',
  'asked_again',
  'nothing',
] as const
/** How a manager speaks to a customer in person. */
export const waysToSpeak = ['call', 'in_person', 'letter'] as const

/** What is missing before a complaint that reached management can close. */
export const owedKinds = ['manager_speaks', 'failures', 'pothole'] as const
export type Owed = (typeof owedKinds)[number]
