import { z } from 'zod'

/** Where files are kept: in the data folder, or in a bucket of a service that speaks S3. */
export type StoreSettings = { store: 'disk' } | { store: 's3'; s3: S3Settings }

export type S3Settings = {
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
  /** The bucket is part of the path, as most services of one's own have it, not of the host's name. */
  pathStyle: boolean
  /** Before every key, so that a bucket can be shared. */
  prefix: string
}

/** How much is taken in, and for how long what was removed can be brought back. */
export type FileLimits = {
  /** Bytes of one file. */
  fileBytes: number
  /** Files at once. */
  files: number
  /** Bytes, and number, of all files that belong to one thing. */
  totalBytes: number
  totalFiles: number
  /** Extensions and media types that are refused; null: those that run as programs (see rules of attachments). */
  blocked: readonly string[] | null
  keepRemovedDays: number
}

const megabyte = 1024 * 1024
const whole = (least: number, most: number) => {
  const rule = `must be a whole number from ${least} to ${most}`
  return z
    .string()
    .regex(/^\d{1,7}$/, rule)
    .transform(Number)
    .refine((number) => number >= least && number <= most, rule)
}

/** The settings of files as they stand in the environment; docs/attachments.md tells of them. */
export const fileEnvironment = z.object({
  FILES_STORE: z.enum(['disk', 's3'], 'must be "disk" (in AMENDS_DATA/files) or "s3"').default('disk'),
  FILES_MAX_MB: whole(1, 4000).default(25),
  FILES_MAX_COUNT: whole(1, 100).default(10),
  FILES_MAX_TOTAL_MB: whole(1, 100_000).default(250),
  FILES_MAX_TOTAL_COUNT: whole(1, 10_000).default(200),
  FILES_BLOCKED: z
    .string()
    .regex(/^[\w.+/*-]+( *, *[\w.+/*-]+)*$/, 'must be extensions or media types with commas between: exe,bat,text/html')
    .optional(),
  FILES_KEEP_REMOVED_DAYS: whole(0, 3650).default(30),
  S3_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be a full address such as https://s3.eu-central-1.amazonaws.com' })
    .optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket: small letters, digits, dots and dashes')
    .optional(),
  S3_REGION: z.string().trim().min(1).default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().trim().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().trim().min(1).optional(),
  S3_PATH_STYLE: z.enum(['true', 'false'], 'must be "true" or "false"').default('true'),
  S3_PREFIX: z
    .string()
    .regex(/^[\w./-]*$/, 'may hold letters, digits, dots, slashes, dashes and underscores')
    .default('amends/'),
})
type Given = z.output<typeof fileEnvironment>

const needed = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const

/** Names what FILES_STORE=s3 needs and the environment does not say. */
export function requireS3(given: Given, context: z.RefinementCtx): void {
  if (given.FILES_STORE !== 's3') return
  for (const name of needed.filter((each) => given[each] === undefined)) {
    context.addIssue({ code: 'custom', path: [name], message: 'is needed with FILES_STORE=s3' })
  }
}

/** Where files are kept, of settings that `requireS3` has found whole. */
export function storeSettings(given: Given): StoreSettings {
  if (given.FILES_STORE === 'disk') return { store: 'disk' }
  return {
    store: 's3',
    s3: {
      endpoint: given.S3_ENDPOINT ?? '',
      bucket: given.S3_BUCKET ?? '',
      region: given.S3_REGION,
      accessKeyId: given.S3_ACCESS_KEY_ID ?? '',
      secretAccessKey: given.S3_SECRET_ACCESS_KEY ?? '',
      pathStyle: given.S3_PATH_STYLE === 'true',
      prefix: given.S3_PREFIX,
    },
  }
}

/** How much is taken in, in bytes. */
export const fileLimits = (given: Given): FileLimits => ({
  fileBytes: given.FILES_MAX_MB * megabyte,
  files: given.FILES_MAX_COUNT,
  totalBytes: given.FILES_MAX_TOTAL_MB * megabyte,
  totalFiles: given.FILES_MAX_TOTAL_COUNT,
  blocked: given.FILES_BLOCKED?.split(',').map((each) => each.trim().replace(/^\./, '').toLowerCase()) ?? null,
  keepRemovedDays: given.FILES_KEEP_REMOVED_DAYS,
})

/** The limits of an environment that says nothing. */
export const usualLimits: FileLimits = fileLimits(fileEnvironment.parse({}))
