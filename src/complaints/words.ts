import { z } from 'zod'

export const channels = [
  'email',
  'web_form',
  'phone',
  'letter',
  'in_person',
  'social',
  'chat',
  'referral',
  'api',
  'import',
] as const
export const closures = ['solved', 'no_answer', 'decided', 'withdrawn', 'merged', 'historic'] as const
export const causeClasses = ['delivery', 'surprise', 'mismatch', 'unknown'] as const
export const Channel = z.enum(channels)
export const Closure = z.enum(closures)
export const CauseClass = z.enum(causeClasses)
