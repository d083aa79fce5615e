import { join } from 'node:path'
import { type App, createApp } from './app.ts'
import { systemClock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { connectAsApp, migrate } from './platform/database/index.ts'
import { openFileStore } from './platform/files/index.ts'
import { smtpMailer } from './platform/mailer.ts'
import { serverSettings, startEmbedded } from './platform/postgres/index.ts'
import { productFolder } from './platform/root.ts'
import { newLocalToken } from './platform/running.ts'

export type Installation = { app: App; stop: () => Promise<void> }

/**
 * Brings up everything of an installation but the listening: the database (its own, or the one of DATABASE_URL), its
 * migrations, the app.
 * @throws PostgresFailure, MigrationError
 */
export async function openInstallation(config: Config): Promise<Installation> {
  // First: a wrong setting is found before anything else is begun.
  const files = await openFileStore(config.fileStore, join(config.dataFolder, 'files'))
  const embedded =
    config.databaseUrl === null ? await startEmbedded({ dataFolder: join(config.dataFolder, 'postgres') }) : null
  try {
    const owner = embedded?.connection ?? (await serverSettings(config.databaseUrl as string))
    await migrate(owner, join(productFolder, 'db', 'migrations'))
    const db = await connectAsApp(owner)
    const mailer = config.smtpUrl ? smtpMailer({ ...config, smtpUrl: config.smtpUrl, from: config.mailFrom }) : null
    const app = await createApp({
      db,
      clock: systemClock,
      dataFolder: config.dataFolder,
      mailer,
      mailFrom: config.mailFrom,
      smtpIn: config.smtpIn,
      dkim: config.smtpUrl ? config.dkim : null,
      sendsLetters: true,
      raisesAlarms: true,
      learnsCauses: true,
      files,
      fileLimits: config.fileLimits,
      trustProxy: config.trustProxy,
      allowances: config.allowances,
      localToken: newLocalToken(),
      publicUrl: config.publicUrl,
    })
    const stop = async () => {
      await app.stop()
      await db.destroy()
      await embedded?.stop()
    }
    return { app, stop }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}
