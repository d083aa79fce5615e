import { v7 } from 'uuid'

/** A new identifier: UUID version 7, ordered by time of making. */
export const newId = (): string => v7()
