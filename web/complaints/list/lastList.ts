let address = '/complaints'

/** Keeps the list that was looked at last, so that a complaint leads back to it with its filters. */
export function keepList(href: string): void {
  address = href
}

export const lastList = (): string => address
