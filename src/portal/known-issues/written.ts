import type { PublicIssue } from '../../known-issues/issues/contract.ts'
import { formatDate, type Language, text, type TextKey } from '../../platform/texts/index.ts'

/** Whose list it is, in which language, and where customers reach us (without a slash at the end). */
export type Written = { organization: string; language: Language; publicUrl: string; now: Date }

/** Paragraphs under their headings, as every way of writing an issue has them. */
function partsOf(issue: PublicIssue, language: Language): { heading: string | null; words: string }[] {
  const { state, isLate, fails, hits, products, workaround, repair, checkedAt } = issue
  const say = (key: TextKey) => text(language, key)
  const checked = text(language, 'portal.known.checked', { day: formatDate(language, checkedAt, 'UTC') })
  const standing = [issue.stateWords, ...(isLate ? [say('portal.known.late')] : []), checked]
  const parts = [
    { heading: null, words: standing.join('\n') },
    { heading: null, words: fails },
    { heading: say('portal.known.hits'), words: hits },
    { heading: say('portal.known.products'), words: products.join(', ') },
    { heading: say('portal.known.helps'), words: state === 'proven' ? '' : workaround },
    { heading: say(state === 'not_planned' ? 'portal.known.why_not' : 'portal.known.repair'), words: repair },
  ]
  return parts.filter(({ words }) => words !== '')
}

const titleOf = ({ organization, language }: Written): string =>
  [text(language, 'portal.known.title'), organization].filter(Boolean).join(' · ')
const plainOf = (issue: PublicIssue, language: Language): string =>
  partsOf(issue, language)
    .map(({ heading, words }) => (heading ? `${heading}\n${words}` : words))
    .join('\n\n')
const linkOf = ({ url }: PublicIssue, language: Language): string => `${url}?language=${language}`

// What XML 1.0 cannot hold is left out; the rest is written as references.
const xml = (words: string): string =>
  words
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

const newest = (issues: PublicIssue[], now: Date): string =>
  issues.reduce<string | null>((last, { changedAt }) => (last && last > changedAt ? last : changedAt), null) ??
  now.toISOString()

/** Known issues as an Atom feed (RFC 4287), an entry each, which counts as new when it was published again. */
export function asAtom(issues: PublicIssue[], written: Written): string {
  const { language, organization, publicUrl, now } = written
  const self = `${publicUrl}/known-issues.atom?language=${language}`
  const entries = issues.map(
    (issue) => `  <entry>
    <id>${xml(issue.url)}</id>
    <title>${xml(issue.title)}</title>
    <updated>${issue.changedAt}</updated>
    <published>${issue.firstAt}</published>
    <link rel="alternate" type="text/html" href="${xml(linkOf(issue, language))}"/>
    <category term="${issue.state}" label="${xml(issue.stateWords)}"/>
    <summary>${xml(issue.stateWords)}</summary>
    <content type="text" xml:lang="${issue.language}">${xml(plainOf(issue, language))}</content>
  </entry>
`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
  <id>${xml(self)}</id>
  <title>${xml(titleOf(written))}</title>
  <updated>${newest(issues, now)}</updated>
  <author><name>${xml(organization || titleOf(written))}</name></author>
  <link rel="self" type="application/atom+xml" href="${xml(self)}"/>
  <link rel="alternate" type="text/html" href="${xml(`${publicUrl}/known-issues?language=${language}`)}"/>
${entries.join('')}</feed>
`
}

/** Known issues as a JSON Feed 1.1, with what programs need of each in `_amends`. */
export function asJsonFeed(issues: PublicIssue[], written: Written): string {
  const { language, organization, publicUrl } = written
  const items = issues.map((issue) => ({
    id: issue.url,
    url: linkOf(issue, language),
    title: issue.title,
    language: issue.language,
    summary: issue.stateWords,
    content_text: plainOf(issue, language),
    date_published: issue.firstAt,
    date_modified: issue.changedAt,
    tags: [issue.state, ...issue.products],
    _amends: { state: issue.state, release: issue.release, due_on: issue.dueOn, last_checked_at: issue.checkedAt },
  }))
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: titleOf(written),
    home_page_url: `${publicUrl}/known-issues?language=${language}`,
    feed_url: `${publicUrl}/known-issues.json?language=${language}`,
    language,
    authors: organization ? [{ name: organization }] : [],
    items,
  })
}

// Signs that would be markup where somebody else puts the text into a page.
const markdown = (words: string): string =>
  words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_[\]>#|~]/g, (sign) => `\\${sign}`)
    .replaceAll(/^(\s*)(\d+)([.)]\s)/gm, '$1$2\\$3')

/** One known issue as Markdown, for the product's own documentation. @param level  of its heading */
export function asMarkdown(issue: PublicIssue, language: Language, level = 1): string {
  const mark = '#'.repeat(level)
  const parts = partsOf(issue, language).map(({ heading, words }, place) => {
    const [first = '', ...rest] = words.split('\n')
    if (place === 0) return [`**${markdown(first)}**`, ...rest.map(markdown)].join('  \n')
    return heading ? `${mark}# ${markdown(heading)}\n\n${markdown(words)}` : markdown(words)
  })
  return [`${mark} ${markdown(issue.title.replaceAll(/\s+/g, ' '))}`, ...parts, `<${linkOf(issue, language)}>`].join(
    '\n\n',
  )
}

/** All of them as one Markdown document. */
export function asMarkdownList(issues: PublicIssue[], written: Written): string {
  const { language } = written
  const words = issues.length > 0 ? [] : [text(language, 'portal.known.none')]
  return `${[`# ${markdown(titleOf(written))}`, ...words, ...issues.map((issue) => asMarkdown(issue, language, 2))].join('\n\n')}\n`
}
