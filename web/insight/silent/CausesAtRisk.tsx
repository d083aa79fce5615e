import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { between, type CauseRow, moneyWords, type Report, shareWords } from './figures.ts'
import { RepairForm } from './RepairForm.tsx'
import classes from './SilentPage.module.css'
import { Wide } from '../../ui/Wide.tsx'

type Causes = Report['causes']
const mostRows = 15

/** Money at risk by cause beside the cost of the repair. Complaints alone rank nothing. */
export function CausesAtRisk({ causes, currency }: { causes: Causes; currency: string | null }) {
  const t = useText()
  const [isWhole, setWhole] = useState(false)
  const [repairing, setRepairing] = useState<CauseRow | null>(null)
  const { language } = useLanguage()
  const { rows, isRanked } = causes
  const shown = isWhole ? rows : rows.slice(0, mostRows)
  return (
    <section className={classes.section}>
      <h2>{t('risk.title')}</h2>
      <p className={isRanked ? classes.quiet : classes.notice}>{t(isRanked ? 'risk.ranked' : 'risk.not_ranked')}</p>
      {rows.length === 0 ? (
        <p>{t('risk.none')}</p>
      ) : (
        <CausesTable causes={causes} rows={shown} currency={currency} onRepair={setRepairing} />
      )}
      {rows.length > mostRows && !isWhole && (
        <Button variant="subtle" size="compact-sm" onClick={() => setWhole(true)}>
          {t('risk.all', { count: rows.length })}
        </Button>
      )}
      <HowComputed parts={[t('risk.how.formula'), t('risk.how.ranges'), t('risk.how.source')]} />
      <Modal
        opened={repairing !== null}
        onClose={() => setRepairing(null)}
        title={repairing && t('risk.repair_of', { name: repairing.name[language] })}
      >
        {repairing && <RepairForm cause={repairing} onDone={() => setRepairing(null)} />}
      </Modal>
    </section>
  )
}

type TableProps = { causes: Causes; rows: CauseRow[]; currency: string | null; onRepair: (cause: CauseRow) => void }

function CausesTable({ causes: { from, to }, rows, currency, onRepair }: TableProps) {
  const t = useText()
  const may = useMay()
  return (
    <Wide label={t('risk.title')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('risk.cause')}</th>
            <th scope="col" className={classes.amount}>
              {t('risk.complaints')}
            </th>
            <th scope="col">{t('risk.propensity')}</th>
            <th scope="col" className={classes.amount}>
              {t('risk.share')}
            </th>
            <th scope="col" className={classes.amount}>
              {t('risk.money')}
            </th>
            <th scope="col" className={classes.amount}>
              {t('risk.repair')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.causeId}
              {...{ row, from, to, currency }}
              onRepair={may('saveRepairCost') ? onRepair : null}
            />
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

type RowProps = {
  row: CauseRow
  from: string
  to: string
  currency: string | null
  onRepair: ((cause: CauseRow) => void) | null
}

function Row({ row, from, to, currency, onRepair }: RowProps) {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const { causeId, name, complaints, propensity, isOwn, share, money, repair } = row
  const say = (value: number) => moneyWords(value, currency, format)
  const isFew = complaints < 5
  return (
    <tr>
      <th scope="row">
        {name[language]} <small>{t(`cause.class.${row.class}`)}</small>
      </th>
      <td className={classes.amount}>
        <a href={`/complaints?${new URLSearchParams({ cause: causeId, from, to })}`}>{format.number(complaints)}</a>
      </td>
      <td>
        {propensity && isOwn ? (
          shareWords(propensity, t, format)
        ) : (
          <span className={classes.quiet}>{t('risk.pooled')}</span>
        )}
      </td>
      <td className={classes.amount}>
        {isFew ? t('chart.too_few_short') : format.share(share.likely)}
        {!isFew && <small>{format.shareInterval(share.low, share.high)}</small>}
      </td>
      <td className={classes.amount}>
        {isFew ? t('chart.too_few_short') : money ? say(money.likely) : t('chart.unknown')}
        {!isFew && money && <small>{between(money, say, t)}</small>}
      </td>
      <td className={classes.amount}>
        {repair ? say(repair.likely) : <span className={classes.quiet}>{t('market.not_known')}</span>}
        {repair && <small>{between(repair, say, t)}</small>}
        {onRepair && (
          <Button
            size="compact-xs"
            variant="subtle"
            className="not-printed"
            onClick={() => onRepair(row)}
            aria-label={`${t('market.change')}: ${t('risk.repair_of', { name: name[language] })}`}
          >
            {t('market.change')}
          </Button>
        )}
      </td>
    </tr>
  )
}
