import { Button, Modal, Select, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { useText } from '../../language/useLanguage.ts'
import { useEvidence } from '../evidence/useEvidence.ts'
import { OpenPothole } from '../opening/OpenPothole.tsx'

type BulkEvidenceProps = { references: string[]; onDone: () => void }

/** The most that a new pothole takes along: the API says so. */
const mostAtOpening = 500

/** A button that says of chosen complaints that they show an open pothole, or opens one with them. */
export function BulkEvidence({ references, onDone }: BulkEvidenceProps) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {t('bulk.evidence')}
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t('showing.which')}>
        <Choose references={references} onDone={onDone} />
      </Modal>
    </>
  )
}

function Choose({ references, onDone }: BulkEvidenceProps) {
  const t = useText()
  const [chosen, setChosen] = useState<string | null>(null)
  const evidence = useEvidence(chosen ?? '')
  const { data } = useQuery(ask('listPotholes', { query: { state: 'open', limit: 200 } as never }))
  return (
    <Stack gap="xs">
      <Select
        data-autofocus
        searchable
        size="xs"
        aria-label={t('showing.which')}
        nothingFoundMessage={t('filter.nothing_found')}
        data={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen}
        onChange={setChosen}
      />
      <Button
        size="xs"
        disabled={chosen === null}
        loading={evidence.isBusy}
        onClick={() => void evidence.pick(references).then((isDone) => isDone && onDone())}
      >
        {t('showing.submit')}
      </Button>
      <OpenPothole
        label={t('showing.open_new')}
        from={{ origin: 'selection', complaints: references.slice(0, mostAtOpening) }}
      />
    </Stack>
  )
}
