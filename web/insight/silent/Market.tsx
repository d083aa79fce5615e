import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { between, moneyWords, type Report, shareWords } from './figures.ts'
import { type Input, InputForm } from './InputForm.tsx'
import classes from './SilentPage.module.css'
import { Wide } from '../../ui/Wide.tsx'

type MarketFound = Report['market']

/** What problems cost in a year, what two levers would save, and the inputs with their sources. */
export function Market({ market }: { market: MarketFound }) {
  const t = useText()
  const { damage, levers, missing } = market
  return (
    <section className={classes.section}>
      <h2>{t('market.title')}</h2>
      {damage ? (
        <Damage market={market} damage={damage} />
      ) : (
        <p className={classes.notice}>
          {t('market.missing', {
            count: missing.length,
            names: missing.map((name) => t(`market.input.${name}`)).join(', '),
          })}
        </p>
      )}
      {levers && <Levers market={market} levers={levers} />}
      <Inputs market={market} />
      <HowComputed
        parts={[t('market.how.formula'), t('market.how.ranges'), t('market.how.levers'), t('market.how.source')]}
      />
    </section>
  )
}

function Damage({ market, damage }: { market: MarketFound; damage: NonNullable<MarketFound['damage']> }) {
  const t = useText()
  const format = useFormat()
  const money = (value: number) => moneyWords(value, market.currency, format)
  const whole = (value: number) => format.number(value, { maximumFractionDigits: 0 })
  const figures = [
    ['money', money],
    ['gross', money],
    ['lost', whole],
    ['silent', whole],
    ['lostSilent', whole],
    ['wordOfMouthMoney', money],
  ] as const
  return (
    <dl className={classes.numbers}>
      {figures.map(([name, say]) => {
        const found = damage[name]
        return (
          <div key={name}>
            <dt>{t(`market.figure.${name}`)}</dt>
            <dd>
              <span className={classes.figure}>{say(found.likely)}</span>
              {between(found, say, t)}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

function Levers({ market, levers }: { market: MarketFound; levers: NonNullable<MarketFound['levers']> }) {
  const t = useText()
  const format = useFormat()
  const money = (value: number) => moneyWords(value, market.currency, format)
  const { handling, prevention } = levers
  const rows = [
    {
      key: 'handling',
      words: t('market.lever.handling', {
        complain: format.share(handling.complaintRate),
        satisfied: format.share(handling.satisfied),
        mollified: format.share(handling.mollified),
        dissatisfied: format.share(handling.dissatisfied),
      }),
      saved: handling.saved,
    },
    {
      key: 'prevention',
      words: t('market.lever.prevention', { rate: format.share(prevention.problemRate) }),
      saved: prevention.saved,
    },
  ]
  return (
    <Wide label={t('market.levers')}>
      <table className={classes.table}>
        <caption className={classes.quiet}>{t('market.levers')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('market.lever')}</th>
            <th scope="col" className={classes.amount}>
              {t('market.saved')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, words, saved }) => (
            <tr key={key}>
              <td>{words}</td>
              <td className={classes.amount}>
                {money(saved.likely)} <small>{between(saved, money, t)}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

/** Every input with its range, its source, and what the survey says beside it. */
function Inputs({ market }: { market: MarketFound }) {
  const t = useText()
  const may = useMay()
  const [changing, setChanging] = useState<Input | null>(null)
  return (
    <details open={market.missing.length > 0}>
      <summary>{t('market.inputs')}</summary>
      <Wide label={t('market.inputs')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('market.input')}</th>
              <th scope="col">{t('market.typed')}</th>
              <th scope="col">{t('market.surveyed')}</th>
              {may('saveMarketInputs') && <th scope="col">{t('market.change')}</th>}
            </tr>
          </thead>
          <tbody>
            {market.inputs.map((input) => (
              <InputRow
                key={input.name}
                input={input}
                currency={market.currency}
                onChange={may('saveMarketInputs') ? setChanging : null}
              />
            ))}
          </tbody>
        </table>
      </Wide>
      <Modal
        opened={changing !== null}
        onClose={() => setChanging(null)}
        title={changing && t(`market.input.${changing.name}`)}
      >
        {changing && <InputForm input={changing} currency={market.currency} onDone={() => setChanging(null)} />}
      </Modal>
    </details>
  )
}

type InputRowProps = { input: Input; currency: string | null; onChange: ((input: Input) => void) | null }

function InputRow({ input, currency, onChange }: InputRowProps) {
  const t = useText()
  const format = useFormat()
  const { name, typed, surveyed, used } = input
  const say = (value: number) => {
    if (name === 'annualValue') return moneyWords(value, currency, format)
    return name === 'customers' || name === 'told'
      ? format.number(value)
      : format.number(value, { style: 'percent', maximumFractionDigits: 1 })
  }
  return (
    <tr>
      <th scope="row">{t(`market.input.${name}`)}</th>
      <td>
        {typed ? (
          <>
            {say(typed.likely)} <small>{`${between(typed, say, t)}. ${typed.source}`}</small>
          </>
        ) : (
          <span className={classes.quiet}>{t(used === 'survey' ? 'market.from_survey' : 'market.not_known')}</span>
        )}
      </td>
      <td>
        {surveyed ? shareWords(surveyed, t, format) : <span className={classes.quiet}>{t('market.not_asked')}</span>}
      </td>
      {onChange && (
        <td>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => onChange(input)}
            aria-label={t('market.change_of', { name: t(`market.input.${name}`) })}
          >
            {t('market.change')}
          </Button>
        </td>
      )}
    </tr>
  )
}
