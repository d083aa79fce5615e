/** Sources whose rows hold a history of their own, which columns cannot describe. */
export const adapterNames = ['spb-appeals'] as const

export type AdapterName = (typeof adapterNames)[number]
