/** What is looked for on a complaint's page, from its address: `?find=refund`. A number comes out of the address as a number. */
export const readFind = ({ find }: Record<string, unknown>): { find?: string } =>
  (typeof find === 'string' && find.trim() !== '') || typeof find === 'number'
    ? { find: String(find).slice(0, 300) }
    : {}

/** The address of a complaint, with the words to mark there when it was found by words. */
export const complaintAddress = (reference: string, q: string | undefined, isByWords: boolean): string =>
  `/complaints/${reference}${q && isByWords ? `?${new URLSearchParams({ find: q })}` : ''}`
