/** Days from the first to the last, both inclusive, as `2026-03-02`; `null` for no limit on that side. */
export type Period = { from: string | null; to: string | null }
