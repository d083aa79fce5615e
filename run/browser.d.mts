/** Finds a Chromium, or gets one; what to add to the environment of who uses it. */
export function ensureBrowser(root: string, node: string): Promise<Record<string, string>>
