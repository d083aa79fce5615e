import { Drawer } from '@mantine/core'
import { hrefOf, useAddress } from '../../causes/address.ts'
import { type CausesFilters, complaintsOf, nameIn } from '../../causes/openings.ts'
import { Voices } from '../../causes/VoicesPanel.tsx'
import type { ListSearch } from '../../complaints/list/search.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { OpenPothole } from '../../potholes/opening/OpenPothole.tsx'
import { ruleOf } from '../../potholes/rule.ts'
import type { Report } from './useHotSpots.ts'

type SpotVoicesProps = { report: Report; filters: CausesFilters }

/** The customers behind a place, in their own words, beside the page. */
export function SpotVoices({ report: { rated, unrated, dimension }, filters }: SpotVoicesProps) {
  const t = useText()
  const { language } = useLanguage()
  const { address, change } = useAddress()
  const where = address.show === undefined ? null : complaintsOf(address.show, filters, null)
  const id = address.show?.split('.')[1]
  const spot = [...rated, ...unrated].find((each) => each.id === id)
  const kind = t(`causes.${dimension}`)
  const title = spot
    ? t('causes.dimension', { kind, name: nameIn(language, spot.name) ?? t('causes.not_stated') })
    : t('causes.dimension', { kind, name: t('causes.not_stated') })
  return (
    <Drawer
      opened={where !== null}
      onClose={() => change({ show: undefined })}
      position="right"
      size="lg"
      title={title}
      className="not-printed"
    >
      {spot && where?.[0] && (
        <OpenPothole
          from={{
            name: nameIn(language, spot.name) ?? '',
            rule: ruleOf(where[0] as ListSearch),
            origin: 'hot_spot',
            originRef: hrefOf(address, '').slice(1),
          }}
        />
      )}
      {where && <Voices where={where} />}
    </Drawer>
  )
}
