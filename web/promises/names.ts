import type { AnswerOf } from '../api/client.ts'
import { useTopics } from '../complaints/topics.ts'
import { pathTo } from '../complaints/tree.ts'
import { useLanguage, useText } from '../language/useLanguage.ts'

export type ServicePromise = AnswerOf<'listPromises'>[number]

/** The words of a promise in this language, or in the one in which it was said. */
export const wordsOf = ({ text }: Pick<ServicePromise, 'text'>, language: 'en' | 'ru'): string =>
  text[language] ?? text.en ?? text.ru ?? ''

/** Names for the products and steps where something holds or fails. */
export function usePlaceNames() {
  const t = useText()
  const { language } = useLanguage()
  const { products = [], steps = [] } = useTopics() ?? {}
  const product = (id: string) => pathTo(products, id).join(' › ') || '…'
  const step = (id: string) => steps.find((each) => each.id === id)?.name[language] ?? '…'
  const place = ({ productId, stepId }: { productId: string | null; stepId: string | null }) => {
    if (productId && stepId) return t('promise.product_at_step', { product: product(productId), step: step(stepId) })
    return productId ? product(productId) : stepId ? t('promise.any_at_step', { step: step(stepId) }) : '…'
  }
  return { product, step, place }
}
