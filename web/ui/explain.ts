import type { Translate } from '../language/useLanguage.ts'

/**
 * Why something failed, in words for the person: what the server said (`detail` of RFC 9457), else whether the network or the
 * server is at fault. Messages of other errors are for programmers and are not shown.
 */
export function explain(error: unknown, t: Translate): string {
  if (!navigator.onLine) return t('failed.offline')
  const { status, detail } = partsOf(error)
  if (typeof detail === 'string' && detail !== '') return detail
  // No answer came: fetch rejects with a TypeError, which the API's client turns into status 0.
  return status === 0 || error instanceof TypeError ? t('failed.unreachable') : t('failed.ours')
}

function partsOf(error: unknown): { status?: unknown; detail?: unknown } {
  return typeof error === 'object' && error !== null ? error : {}
}
