/** Builds into dist/ what has changed since the last time. */
export function ensureBuilt(root: string, node: string): Promise<void>
