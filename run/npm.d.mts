/** Runs npm by `node` for something that takes `megabytes` on disk; throws an error that says why in words. */
export function npm(root: string, node: string, args: string[], megabytes: number): Promise<void>
