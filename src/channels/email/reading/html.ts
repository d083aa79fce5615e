import sanitize from 'sanitize-html'
import { limits } from './limits.ts'
import type { MailFault } from './mail.ts'
import { safeStyle } from './style.ts'

/** HTML of a message that is safe to show in a sandbox. */
export type SafeHtml = {
  html: string
  /** Pictures from elsewhere; each waits in `data-remote-src`, since fetching one tells its sender that the mail was opened. */
  remotePictures: number
  /** Content-IDs of the pictures that stand between the words, as written behind `cid:`. */
  contentIds: Set<string>
}

const shown =
  `a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl
  dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s samp section small
  span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr`.split(/\s+/)
const dropped = [
  'style',
  'script',
  'textarea',
  'option',
  'noscript',
  'title',
  'xml',
  'head',
  'svg',
  'math',
  'template',
  'object',
  'audio',
  'video',
]
const layout = [
  'align',
  'valign',
  'width',
  'height',
  'bgcolor',
  'color',
  'face',
  'size',
  'border',
  'cellpadding',
  'cellspacing',
  'dir',
  'lang',
  'style',
]

/** Where mail programs keep the message that is answered: their classes and ids. */
const quoteSigns =
  /(?:^|\s)(gmail_quote|gmail_attr|moz-cite-prefix|yahoo_quoted|protonmail_quote|zmail_extra|OLK_SRC_BODY_SECTION|divRplyFwdMsg|appendonsend|reply-intro|mail-quote-collapse)(?:\s|$)/

/** Takes from HTML whatever can run, send, frame, or fetch; levels and elements beyond the limits are left out. */
export function safeHtml(html: string, faults: Set<MailFault>): SafeHtml {
  const found: Found = { remotePictures: 0, contentIds: new Set(), hidden: new WeakSet() }
  const options: sanitize.IOptions = {
    allowedTags: shown,
    nonTextTags: dropped,
    nestingLimit: limits.htmlNesting,
    allowedAttributes: {
      '*': [...layout, 'data-quote'],
      a: ['href', 'name', 'title', 'target', 'rel'],
      img: ['src', 'alt', 'title', 'data-remote-src'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan', 'scope'],
      ol: ['start', 'type'],
      time: ['datetime'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['cid'] },
    allowProtocolRelative: false,
    parseStyleAttributes: false,
    transformTags: {
      '*': (name, attributes) => ({ tagName: name, attribs: safeAttributes(name, attributes, found) }),
    },
    exclusiveFilter: ({ attribs }) => found.hidden.has(attribs),
  }
  const safe = sanitize(withinLimits(html, faults), options)
  return { html: safe, remotePictures: found.remotePictures, contentIds: found.contentIds }
}

/** Elements that nothing need close, so that many of them are not deep. */
const closedByOthers = new Set(
  'p li td th tr dt dd option thead tbody tfoot colgroup br img hr input meta link col wbr area base source embed param'.split(
    ' ',
  ),
)

/** As many characters, elements and levels as are looked at. */
function withinLimits(html: string, faults: Set<MailFault>): string {
  let [elements, depth] = [0, 0]
  const whole = html.slice(0, limits.html)
  for (const { index, 1: slash, 2: name = '' } of whole.matchAll(/<(\/?)([a-z][a-z0-9]{0,20})?/gi)) {
    if (name !== '' && !closedByOthers.has(name.toLowerCase())) depth = Math.max(0, depth + (slash === '/' ? -1 : 1))
    if (++elements <= limits.htmlElements && depth <= limits.htmlOpen) continue
    faults.add('html_cut')
    return whole.slice(0, index)
  }
  if (whole.length < html.length) faults.add('html_cut')
  return whole
}

type Found = {
  remotePictures: number
  contentIds: Set<string>
  /** Attributes of elements that no reader sees. */
  hidden: WeakSet<sanitize.Attributes>
}

function safeAttributes(name: string, given: sanitize.Attributes, found: Found): sanitize.Attributes {
  const { style, class: classes, id, background: _, ...attributes } = given
  const { css, isHidden } = safeStyle(style ?? '')
  if (css !== '') attributes.style = css
  if (quoteSigns.test(`${classes ?? ''} ${id ?? ''}`) || given.type === 'cite') attributes['data-quote'] = ''
  if (name === 'img') return pictureAttributes(attributes, found)
  if (name === 'a') Object.assign(attributes, { target: '_blank', rel: 'noopener noreferrer nofollow' })
  if (isHidden) found.hidden.add(attributes)
  return attributes
}

function pictureAttributes({ src = '', ...attributes }: sanitize.Attributes, found: Found): sanitize.Attributes {
  const address = src.trim()
  if (/^cid:/i.test(address)) {
    const contentId = decoded(address.slice(4))
    found.contentIds.add(contentId)
    return { ...attributes, src: `cid:${contentId}` }
  }
  if (!/^(https?:)?\/\//i.test(address)) return attributes
  found.remotePictures++
  return { ...attributes, 'data-remote-src': address.startsWith('//') ? `https:${address}` : address }
}

function decoded(contentId: string): string {
  try {
    return decodeURIComponent(contentId)
  } catch {
    return contentId
  }
}
