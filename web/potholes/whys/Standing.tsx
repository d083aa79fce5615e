import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { standingOf } from '../../../src/potholes/whys/rules.ts'
import { call } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { explain } from '../../ui/explain.ts'
import type { Pothole } from '../parts.tsx'
import { useBench } from './useDesk.ts'
import classes from './whys.module.css'

/** How far asking why has come, and the word of somebody who answers for it that this is why. */
export function Standing({ pothole }: { pothole: Pothole }) {
  const t = useText()
  const format = useFormat()
  const { tree } = useBench()
  const { understoodAt } = tree
  return (
    <div className={classes.standing} data-understood={understoodAt !== null || undefined}>
      <p>{understoodAt ? t('whys.understood_since', { date: format.date(understoodAt) }) : <Left />}</p>
      <Word pothole={pothole} />
    </div>
  )
}

/** What is left to do, of what is on screen now. */
function Left() {
  const t = useText()
  const { whys, tree } = useBench()
  const found = new Map(tree.whys.map(({ text, personFound }) => [text, personFound.length > 0]))
  const { branches, open, atPerson, isFinished } = standingOf(whys, (text) => found.get(text.trim()) ?? false)
  if (branches === 0) return t('whys.left.none')
  if (isFinished) return t('whys.left.nothing', { count: branches })
  if (open.length > 0) return t('whys.left.open', { count: open.length, all: branches })
  return t('whys.left.person', { count: atPerson.length })
}

function Word({ pothole }: { pothole: Pothole }) {
  const t = useText()
  const may = useMay()
  const { desk, tree, saving } = useBench()
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (isUnderstood: boolean) => {
      await desk.flush()
      const { version } = desk.state.tree
      const body = { isUnderstood }
      desk.take(await call('sayUnderstood', { params: { id: pothole.id }, ifMatch: version, body }))
    },
  })
  if (!may('sayUnderstood') || pothole.closedAt) return null
  const isUnderstood = tree.understoodAt !== null
  return (
    <div className="not-printed">
      <Button
        size="xs"
        variant={isUnderstood ? 'default' : 'filled'}
        loading={isPending}
        disabled={!isUnderstood && (!tree.standing.isFinished || saving !== 'saved')}
        onClick={() => mutate(!isUnderstood)}
      >
        {t(isUnderstood ? 'whys.not_understood' : 'whys.understood')}
      </Button>
      {error && (
        <p role="alert" className={classes.failed}>
          {explain(error, t)}
        </p>
      )}
    </div>
  )
}
