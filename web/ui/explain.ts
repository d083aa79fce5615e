import type { Translate } from '../language/useLanguage.ts'

/**
 * Why something failed, in words for the person: what the server said (`detail` of RFC 9457), else whether the network or the
 * server is at fault. Messages of other errors are for programmers and are not shown.
 */
export function explain(error: unknown, t: Translate): string {
  if (!navigator.onLine) return t('failed.offline')
  if (hasDetail(error)) return error.detail
  // fetch rejects with a TypeError exactly when no answer came.
  return error instanceof TypeError ? t('failed.unreachable') : t('failed.ours')
}

function hasDetail(error: unknown): error is { detail: string } {
  return typeof error === 'object' && error !== null && 'detail' in error && typeof error.detail === 'string'
}
