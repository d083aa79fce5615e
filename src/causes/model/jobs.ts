import type { Database } from '../../platform/database/index.ts'
import { log } from '../../platform/log.ts'
import { Coder } from './code.ts'
import { learnWhenDue } from './learn.ts'

/** Keeps a model of the causes: learns one when people have coded enough, and has it code every complaint as they come. */
export function modelKeeper(db: Database): (now: Date, isStopping: () => boolean) => Promise<void> {
  const coder = new Coder(db)
  return async (now, isStopping) => {
    const version = await learnWhenDue(db, now, isStopping)
    if (version !== null) log.info('a model of the causes was learned', { version })
    await coder.codeAll(now, isStopping)
  }
}
