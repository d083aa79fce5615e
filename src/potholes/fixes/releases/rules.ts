import { releaseKey } from '../rules.ts'

export const releaseSources = ['github', 'jira', 'generic'] as const
export type ReleaseSource = (typeof releaseSources)[number]

/** A release that went live, as a program told of it. `names`: all by which a stage may wait for it, the first is shown. */
export type ToldRelease = { project: string; names: string[]; liveOn: string | null; url: string | null }

type Given = Record<string, unknown>
const part = (of: unknown, key: string): unknown =>
  of !== null && typeof of === 'object' ? (of as Given)[key] : undefined
const word = (of: unknown, ...keys: string[]): string | null => {
  const found = keys.reduce(part, of)
  if (typeof found === 'number') return String(found)
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : null
}

const dayOf = (written: string | null): string | null => {
  const at = written === null ? Number.NaN : Date.parse(written)
  const day = Number.isNaN(at) ? '' : new Date(at).toISOString()
  // Years before our era, or of more than four digits, are a slip.
  return /^\d{4}-/.test(day) ? day.slice(0, 10) : null
}

function told(
  names: (string | null)[],
  rest: { project: string | null; on: string | null; url: string | null },
): ToldRelease | null {
  const known = [...new Set(names.flatMap((name) => (name === null ? [] : [name.slice(0, 200)])))]
  if (known.length === 0) return null
  const url = rest.url !== null && /^https?:\/\//i.test(rest.url) ? rest.url.slice(0, 2000) : null
  return { project: (rest.project ?? '').slice(0, 200), names: known, liveOn: dayOf(rest.on), url }
}

/** A release that is published and no preliminary one; the tag and the title are both names of it. */
function fromGithub(body: Given): ToldRelease | null {
  const release = body.release
  const isLive = body.action === 'published' || body.action === 'released'
  if (!isLive || part(release, 'draft') === true || part(release, 'prerelease') === true) return null
  return told([word(release, 'tag_name'), word(release, 'name')], {
    project: word(body, 'repository', 'full_name'),
    on: word(release, 'published_at'),
    url: word(release, 'html_url'),
  })
}

/** A version that was released; or an issue that this update brought to a status of the kind “done”, by its key. */
function fromJira(body: Given): ToldRelease | null {
  const event = word(body, 'webhookEvent')
  if (event === 'jira:version_released') {
    const { version } = body
    const project = word(version, 'projectId')
    return told([word(version, 'name')], { project, on: word(version, 'releaseDate'), url: null })
  }
  const issue = body.issue
  const changes = part(part(body, 'changelog'), 'items')
  const moved = Array.isArray(changes) && changes.some((each) => word(each, 'field') === 'status')
  const isDone = word(issue, 'fields', 'status', 'statusCategory', 'key') === 'done'
  if (event !== 'jira:issue_updated' || !moved || !isDone) return null
  return told([word(issue, 'key')], { project: word(issue, 'fields', 'project', 'key'), on: null, url: null })
}

const fromGeneric = (body: Given): ToldRelease | null =>
  told([word(body, 'release')], { project: word(body, 'project'), on: word(body, 'on'), url: word(body, 'url') })

const readers = { github: fromGithub, jira: fromJira, generic: fromGeneric }

/** What a program told; null when it tells of nothing that went live. @param body  its message, as it came */
export const readTold = (source: ReleaseSource, body: Given): ToldRelease | null => readers[source](body)

/** The names as compared, each once. */
export const keysOf = ({ names }: ToldRelease): string[] => [...new Set(names.map(releaseKey))]
