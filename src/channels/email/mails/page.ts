/** What the browser is told of a message's page: nothing in it can run, send or reach the page around it. */
const policy = (fetched: string): string =>
  [
    "default-src 'none'",
    `img-src data:${fetched}`,
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    // Links open in tabs of their own, which are free again.
    'sandbox allow-popups allow-popups-to-escape-sandbox',
  ].join('; ')

// Paper, also in the dark: mail is written for it.
const look = `
  html { color-scheme: light; background: #fff }
  body { margin: 16px; font: 16px/1.5 system-ui, sans-serif; color: #111; overflow-wrap: anywhere }
  img { max-width: 100%; height: auto }
  img[data-remote-src]:not([src]) { min-width: 16px; min-height: 16px; outline: 1px dashed #999 }
  blockquote { margin: 8px 0; padding-left: 12px; border-left: 2px solid #bbb; color: #444 }
  pre { white-space: pre-wrap }`

/**
 * A message's HTML as a page for a frame.
 * @param html  made safe before (`ReadMail.html`), with pictures that came along put in
 * @param fetchesPictures  whether those from elsewhere are fetched now, which tells their sender that somebody reads
 */
export function mailPage(html: string, fetchesPictures: boolean): { page: string; policy: string } {
  const body = fetchesPictures ? html.replaceAll(/<img [^>]*>/g, withSource) : html
  return {
    page: `<!doctype html><html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><style>${look}</style></head><body dir="auto">${body}</body></html>`,
    policy: policy(fetchesPictures ? ' https: http:' : ''),
  }
}

const withSource = (picture: string): string => picture.replace(' data-remote-src="', ' src="')
