import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { countDays } from './count.ts'
import { fixDifficulties } from './difficulty.ts'
import { watchOverload } from './watch.ts'

/** What is done in the background: fix how hard new complaints are, count their days, look for overload. */
export async function keepWorkload(
  { db, clock }: { db: Database; clock: Clock },
  isStopping: () => boolean = () => false,
): Promise<void> {
  await fixDifficulties(db, clock.now(), isStopping)
  await countDays(db, clock.now(), isStopping)
  if (!isStopping()) await watchOverload(db, clock.now())
}
