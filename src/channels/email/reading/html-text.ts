import { compile } from 'html-to-text'
import { limits } from './limits.ts'
import { quoteMark } from './quotes.ts'

const heading = { options: { uppercase: false } }
const convert = compile({
  wordwrap: false,
  limits: { maxInputLength: 2 * limits.html, maxDepth: limits.htmlNesting, ellipsis: '' },
  formatters: {
    quote: (elements, walk, builder) => {
      builder.openBlock({ leadingLineBreaks: 1 })
      builder.addInline(quoteMark, { noWordTransform: true })
      builder.closeBlock({ trailingLineBreaks: 1 })
      walk(elements.children, builder)
    },
  },
  selectors: [
    { selector: 'img', format: 'skip' },
    { selector: 'hr', format: 'skip' },
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'p', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
    { selector: 'ul', options: { itemPrefix: '- ' } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, ...heading })),
    { selector: 'blockquote', format: 'blockquote' },
    { selector: 'td', format: 'inline' },
  ],
})

/**
 * The words of a message's HTML, as they would stand in plain text: `>` before what is quoted, a `quoteMark` line where a mail
 * program marked a quote without it. @param html  made safe before, and so within the limits
 */
export function htmlText(html: string): string {
  return convert(html)
    .replaceAll('\u00a0', ' ')
    .replace(/[ \t]{1,100}$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
