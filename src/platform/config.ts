import { resolve } from 'node:path'
import { z } from 'zod'
import { type DkimKey, dkimEnvironment, dkimOf, requireDkim } from './dkim.ts'
import {
  type FileLimits,
  fileEnvironment,
  fileLimits,
  requireS3,
  type StoreSettings,
  storeSettings,
} from './files/settings.ts'
import { type Allowances, allowancesOf, limitEnvironment } from './http/limits.ts'
import { proxyEnvironment, type TrustProxy } from './http/proxy.ts'

const portRule = 'must be a whole number from 0 to 65535 (0: any free port)'

const Own = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, portRule)
    .transform(Number)
    .refine((port) => port <= 65_535, portRule)
    .default(7300),
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  AMENDS_DATA: z.string().trim().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// — for example postgres://user:password@localhost/amends')
    .optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z
    .string()
    .trim()
    .regex(/^[^<>@]*<[^<>@\s]+@[^<>@\s]+>$|^[^<>@\s]+@[^<>@\s]+$/, 'must be an address: Care <care@example.com>')
    .default('Amends <amends@localhost>'),
  PUBLIC_URL: z.url('must be a full address such as https://care.example.com').optional(),
  MAIL_IN_PORT: z
    .string()
    .regex(/^\d{1,5}$/, portRule)
    .transform(Number)
    .refine((port) => port <= 65_535, portRule)
    .optional(),
  MAIL_IN_HOST: z.string().trim().min(1).default('127.0.0.1'),
  MAIL_IN_CERT: z.string().trim().min(1).optional(),
  MAIL_IN_KEY: z.string().trim().min(1).optional(),
})
const Settings = fileEnvironment
  .extend({ ...Own.shape, ...limitEnvironment.shape, ...proxyEnvironment.shape, ...dkimEnvironment.shape })
  .superRefine(requireS3)
  .superRefine(requireDkim)

export type Config = {
  port: number
  host: string
  /** Absolute path of the folder that holds everything of this installation. */
  dataFolder: string
  databaseUrl: string | null
  smtpUrl: string | null
  mailFrom: string
  /** Where mail is taken that other servers hand to us; null: nowhere. */
  smtpIn: { port: number; host: string; tls: { certificate: string; key: string } | null } | null
  /** What letters are signed with; null: they are not. */
  dkim: DkimKey | null
  publicUrl: string | null
  trustProxy: TrustProxy
  allowances: Allowances
  fileStore: StoreSettings
  fileLimits: FileLimits
}

/** A setting that cannot be used; its message names the setting and the remedy. */
export class SettingsError extends Error {}

/**
 * Reads the settings from the environment; the only place that does.
 * @throws SettingsError naming each wrong setting, what it holds and what it may hold
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = Settings.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0])
      const shown = given[name] === undefined || /URL|SECRET|KEY$/.test(name) ? '' : ` (it is "${given[name]}")`
      return `  ${name}${shown}: ${issue.message}`
    })
    throw new SettingsError(`These settings cannot be used:\n${lines.join('\n')}`)
  }
  const settings = parsed.data
  return {
    port: settings.PORT,
    host: settings.HOST,
    dataFolder: resolve(settings.AMENDS_DATA),
    databaseUrl: settings.DATABASE_URL ?? null,
    smtpUrl: settings.SMTP_URL ?? null,
    mailFrom: settings.MAIL_FROM,
    smtpIn: smtpInOf(settings),
    dkim: dkimOf(settings),
    publicUrl: settings.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    trustProxy: settings.TRUST_PROXY,
    allowances: allowancesOf(settings),
    fileStore: storeSettings(settings),
    fileLimits: fileLimits(settings),
  }
}

type SmtpIn = Pick<z.output<typeof Own>, 'MAIL_IN_PORT' | 'MAIL_IN_HOST' | 'MAIL_IN_CERT' | 'MAIL_IN_KEY'>

function smtpInOf({ MAIL_IN_PORT: port, MAIL_IN_HOST: host, MAIL_IN_CERT, MAIL_IN_KEY }: SmtpIn): Config['smtpIn'] {
  if (port === undefined) return null
  return { port, host, tls: MAIL_IN_CERT && MAIL_IN_KEY ? { certificate: MAIL_IN_CERT, key: MAIL_IN_KEY } : null }
}
