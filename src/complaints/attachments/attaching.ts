import { inTransaction } from '../../platform/database/index.ts'
import type { Attachment } from './contract.ts'
import { type FileServices, forget } from './incoming.ts'
import { attach, type Attaching } from './store.ts'

/**
 * Attaches files that have arrived, all or none; those that come to nothing are removed.
 * @throws Problem what `attach` refuses
 */
export async function attachArrived(
  services: FileServices,
  attaching: Omit<Attaching, 'limits' | 'now'>,
): Promise<Attachment[]> {
  const { db, clock, limits } = services
  const whole = { ...attaching, limits, now: clock.now() }
  try {
    const { attached, needless } = await inTransaction(db, (tx) => attach(tx, whole))
    await forget(services, needless)
    return attached
  } catch (error) {
    await forget(
      services,
      attaching.files.map((each) => each.id),
    )
    throw error
  }
}
