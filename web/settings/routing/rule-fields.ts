/** The fields of a rule on screen, as the API names them below `rules.N.`. */
export const ruleFields = [
  'name',
  'toPersonId',
  'toTeamId',
  'conditions.mostOpen',
  'conditions.workingHours.days',
  'conditions.workingHours.from',
  'conditions.workingHours.to',
  'conditions.workingHours.timeZone',
] as const
export type RuleField = (typeof ruleFields)[number]
export type ErrorOf = (field: RuleField) => string | undefined
