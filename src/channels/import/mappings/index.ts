import type { Mapping } from '../mapping/mapping.ts'
import { parseMapping } from '../mapping/parse-mapping.ts'
import airlineTweets from './airline-tweets.json' with { type: 'json' }
import cfpb from './cfpb.json' with { type: 'json' }
import cfpbApi from './cfpb-api.json' with { type: 'json' }
import comcastFcc from './comcast-fcc.json' with { type: 'json' }
import nhtsa from './nhtsa.json' with { type: 'json' }
import olistReviews from './olist-reviews.json' with { type: 'json' }
import reclameAqui from './reclame-aqui.json' with { type: 'json' }
import spbAppeals from './spb-appeals.json' with { type: 'json' }

/** The mappings that come with the product, by name; each says in `about` what it is for. None holds data. */
export const shippedMappings: Record<string, Mapping> = Object.fromEntries(
  [cfpb, cfpbApi, nhtsa, reclameAqui, comcastFcc, olistReviews, airlineTweets, spbAppeals].map((json) => {
    const { mapping, problems } = parseMapping(json)
    if (!mapping) throw new Error(`The shipped mapping ${json.name} is not one: ${JSON.stringify(problems)}`)
    return [mapping.name, mapping]
  }),
)

/** The name of the shipped mapping whose headings a file has; null when it is none of them. */
export function recognise(header: readonly string[]): string | null {
  const has = new Set(header)
  const known = Object.values(shippedMappings).find(({ knownBy = [] }) =>
    knownBy.some((columns) => columns.every((column) => has.has(column))),
  )
  return known?.name ?? null
}
