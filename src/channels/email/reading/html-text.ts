import { compile, type FormatCallback } from 'html-to-text'
import { limits } from './limits.ts'
import { quoteMark } from './quotes.ts'

/** `>` before every line, as in plain text. */
function quoteLines(text: string): string {
  const lines = text.replace(/^\n+|\n+$/g, '').split('\n')
  return lines.map((line) => `> ${line}`).join('\n')
}

const markQuote: FormatCallback = (element, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 1 })
  builder.addInline(quoteMark, { noWordTransform: true })
  builder.closeBlock({ trailingLineBreaks: 1 })
  walk(element.children, builder)
}

/** Cells of a row stand beside each other with a space between. */
const cell: FormatCallback = (element, walk, builder) => {
  walk(element.children, builder)
  builder.addInline(' ')
}

/** Every level makes each line longer, so there is an end to them. */
function quoting(): FormatCallback {
  let depth = 0
  return (element, walk, builder) => {
    depth++
    builder.openBlock({ leadingLineBreaks: 2 })
    walk(element.children, builder)
    builder.closeBlock({ trailingLineBreaks: 2, ...(depth <= limits.htmlQuotes && { blockTransform: quoteLines }) })
    depth--
  }
}

const heading = { options: { uppercase: false } }
const convert = compile({
  wordwrap: false,
  limits: { maxInputLength: 2 * limits.html, maxDepth: limits.htmlNesting, ellipsis: '' },
  formatters: { markQuote, cell, blockquote: quoting() },
  selectors: [
    { selector: 'img', format: 'skip' },
    { selector: 'hr', format: 'skip' },
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'p', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
    { selector: 'ul', options: { itemPrefix: '- ' } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, ...heading })),
    { selector: '[data-quote]', format: 'markQuote' },
    { selector: 'blockquote', format: 'blockquote' },
    { selector: 'blockquote[data-quote]', format: 'blockquote' },
    { selector: 'table', format: 'block' },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'td', format: 'cell' },
    { selector: 'th', format: 'cell' },
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
