import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { useMay, useMe } from '../../session/useSession.ts'
import { Loading } from '../../ui/Loading.tsx'
import { useMissing } from '../fields/missing.ts'
import { causeInWords } from '../history/tell.ts'
import type { Complaint } from '../people.ts'
import { Codings } from './Codings.tsx'
import { CodingForm } from './CodingForm.tsx'
import classes from './CodingPanel.module.css'
import type { Pass } from './pass.ts'

export type Coding = AnswerOf<'readCodings'>[number]

type CodingPanelProps = {
  complaint: Complaint
  /** The round of coding the page was opened in; without one a coder just codes this complaint. */
  pass: Pass | undefined
}

/** Why it happened: coded here, or what was coded and by whom. A second coder sees only their own coding. */
export function CodingPanel({ complaint, pass }: CodingPanelProps) {
  const { reference } = complaint
  const t = useText()
  const { language } = useLanguage()
  const missing = useMissing(complaint, 'coding').map(({ label }) => label[language])
  const me = useMe()
  const isBlind = pass === 2
  const codings = useQuery(ask('readCodings', { params: { reference }, query: { blind: isBlind ? 'true' : 'false' } }))
  return (
    <section aria-labelledby="coding" className={classes.panel}>
      <h2 id="coding" className={classes.heading}>
        {t('coding.panel')}
      </h2>
      {isBlind && <p className={classes.notice}>{t('coding.blind')}</p>}
      {missing.length > 0 && (
        <p className={classes.notice}>{t('fields.before_coding', { fields: missing.join(', ') })}</p>
      )}
      {codings.data ? (
        <Body reference={reference} codings={codings.data} pass={pass} myId={me.id} />
      ) : (
        <Loading shape="text" lines={4} />
      )}
    </section>
  )
}

type BodyProps = { reference: string; codings: Coding[]; pass: Pass | undefined; myId: string }

function Body({ reference, codings, pass, myId }: BodyProps) {
  const t = useText()
  const may = useMay()
  const [isCodingAgain, setCodingAgain] = useState(false)
  const isTelephone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  // On a telephone the questions would push everything else out of sight of somebody who did not come to code.
  const [isFolded, setFolded] = useState(isTelephone && pass === undefined)
  const round = pass ?? 1
  const current = codings.find((each) => each.current && each.pass === round && each.standing === 'primary')
  const isMineAlready = pass === 2 && codings.some((each) => each.current && each.pass === 1 && each.coder.id === myId)
  if (isMineAlready) return <p className={classes.notice}>{t('coding.yours_first')}</p>
  if (current && !isCodingAgain) {
    return (
      <>
        <Found coding={current} onAgain={may('codeComplaint') ? () => setCodingAgain(true) : null} />
        <Codings codings={codings} />
      </>
    )
  }
  if (!may('codeComplaint')) return <p>{t('cause.class.uncoded')}</p>
  if (isFolded && !current) {
    return (
      <Button size="xs" variant="default" onClick={() => setFolded(false)}>
        {t('coding.start')}
      </Button>
    )
  }
  return (
    <>
      <CodingForm
        reference={reference}
        pass={round}
        isRound={pass !== undefined}
        onCancel={current ? () => setCodingAgain(false) : null}
        onSaved={() => setCodingAgain(false)}
      />
      {pass !== 2 && <Codings codings={codings} />}
    </>
  )
}

function Found({ coding, onAgain }: { coding: Coding; onAgain: (() => void) | null }) {
  const t = useText()
  const { language } = useLanguage()
  const cause = coding.cause?.name[language] ?? null
  return (
    <div className={classes.found}>
      <p>{causeInWords(t, { causeClass: coding.class, locus: coding.locus, cause })}</p>
      {onAgain && (
        <Button size="compact-xs" variant="subtle" onClick={onAgain}>
          {t('coding.recode')}
        </Button>
      )}
    </div>
  )
}
