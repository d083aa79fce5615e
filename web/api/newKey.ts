import { v4 } from 'uuid'

/** A new key for a request, also where the page came over plain HTTP and the browser's own maker of them is missing. */
export const newKey = (): string => v4()
