import { Button, Table } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { type AnswerOf, call } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { useMay } from '../../session/useSession.ts'
import { explain } from '../../ui/explain.ts'
import { notify } from '../../ui/notices.tsx'
import { Wide } from '../../ui/Wide.tsx'
import classes from './fixes.module.css'

type Release = AnswerOf<'listReleases'>['items'][number]

/** Releases that programs told of under names that no stage waits for: shown until a person has looked. */
export function KeptReleases() {
  const t = useText()
  const { data } = useQuery(ask('listReleases', { query: { state: 'unmatched', limit: 20 } }))
  if (!data || data.items.length === 0) return null
  return (
    <section className={classes.row} aria-labelledby="kept-releases">
      <h2 id="kept-releases">{t('fix.kept')}</h2>
      <p className={classes.quiet}>{t('fix.kept_why')}</p>
      <ReleaseTable releases={data.items} />
    </section>
  )
}

/** Releases with where they came from, and whether they concern a fix. */
export function ReleaseTable({ releases }: { releases: Release[] }) {
  const t = useText()
  const format = useFormat()
  return (
    <Wide label={t('releases.table')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('fix.release')}</Table.Th>
            <Table.Th>{t('releases.source')}</Table.Th>
            <Table.Th>{t('fix.live_since')}</Table.Th>
            <Table.Th>{t('releases.concerns')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {releases.map((release) => (
            <Table.Tr key={release.id}>
              <Table.Th scope="row">
                {release.url ? (
                  <a href={release.url} target="_blank" rel="noreferrer">
                    {release.name}
                  </a>
                ) : (
                  release.name
                )}
              </Table.Th>
              <Table.Td>
                {t(`releases.source.${release.source}`)}
                {release.project !== '' && <div className={classes.quiet}>{release.project}</div>}
              </Table.Td>
              <Table.Td>{format.date(release.liveOn)}</Table.Td>
              <Table.Td>
                <Concerns release={release} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  )
}

function Concerns({ release: { id, name, stages, setAside } }: { release: Release }) {
  const t = useText()
  const may = useMay()('setReleaseAside')
  const { mutate, isPending } = useMutation({
    mutationFn: async (isSetAside: boolean) => {
      await call('setReleaseAside', { params: { id }, body: { isSetAside } })
      await queries.invalidateQueries({ queryKey: ['listReleases'] })
      return isSetAside
    },
    onSuccess: (isSetAside) =>
      isSetAside && notify({ words: t('releases.set_aside_done', { name }), onUndo: () => mutate(false) }),
    onError: (error) => notify({ words: explain(error, t), tone: 'failed' }),
  })
  if (stages.length > 0)
    return stages.map(({ pothole, fixId, fix, number, place }) => (
      <div key={`${fixId} ${number}`}>
        <a href={`/potholes/${pothole.id}?part=fixes`}>{t('releases.stage', { fix, place })}</a>
      </div>
    ))
  if (setAside) return <span className={classes.quiet}>{t('releases.set_aside_by', { name: setAside.by.name })}</span>
  if (!may) return <span className={classes.quiet}>{t('releases.nothing')}</span>
  return (
    <Button
      variant="default"
      size="compact-sm"
      loading={isPending}
      aria-label={t('releases.set_aside_named', { name })}
      onClick={() => mutate(true)}
    >
      {t('releases.set_aside')}
    </Button>
  )
}
