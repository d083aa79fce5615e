import { text } from '../../platform/texts/index.ts'

const titles = () => JSON.stringify({ en: text('en', 'portal.tell_us.title'), ru: text('ru', 'portal.tell_us.title') })

/**
 * What the one line on another website loads: puts the form where the line stands, in the language of that page (or of
 * `data-language`), as high as its content, light or (`data-theme="auto"`) as the reader's device is. It sets no cookie and reads nothing of that page.
 */
export const embedScript = (): string => `(() => {
  const line = document.currentScript
  if (!line) return
  const home = new URL(line.src).origin
  const titles = ${titles()}
  const asked = (line.dataset.language || document.documentElement.lang || navigator.language).slice(0, 2).toLowerCase()
  const language = titles[asked] ? asked : 'en'
  const frame = document.createElement('iframe')
  frame.src = home + '/embedded/tell-us?language=' + language + (line.dataset.theme === 'auto' ? '&theme=auto' : '')
  frame.title = titles[language]
  frame.style.cssText = 'display:block;width:100%;height:48rem;border:0;color-scheme:normal'
  line.after(frame)
  addEventListener('message', (event) => {
    const height = event.origin === home && event.source === frame.contentWindow && event.data && event.data.amendsHeight
    if (typeof height === 'number' && height > 0) frame.style.height = Math.ceil(height) + 'px'
  })
})()
`

/** What the framed form runs to tell the page around it how high it is; without it the form scrolls. */
export const framedScript = `(() => {
  const page = document.documentElement
  const tell = () => parent.postMessage({ amendsHeight: page.getBoundingClientRect().height }, '*')
  new ResizeObserver(tell).observe(page)
  tell()
})()
`
