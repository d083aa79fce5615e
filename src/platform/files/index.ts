import { join } from 'node:path'
import { checkBucket } from './check.ts'
import { openDiskStore } from './disk.ts'
import { openS3Store } from './s3.ts'
import type { StoreSettings } from './settings.ts'
import type { FileStore } from './store.ts'

export { openDiskStore } from './disk.ts'
export type { FileStore, Span } from './store.ts'

/**
 * Opens the store that the settings name. @param folder  the folder for files on this machine
 * @throws SettingsError when it does not work, naming the setting and the remedy
 */
export async function openFileStore(settings: StoreSettings, folder: string): Promise<FileStore> {
  if (settings.store === 'disk') return openDiskStore(folder)
  await checkBucket(settings.s3)
  return openS3Store(settings.s3, join(folder, 'incoming'))
}
