import { Fragment } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { text } from '../../platform/texts/index.ts'
import { type LetterLanguage, linkMark } from './rules.ts'

// Mail programs drop style sheets: each element carries its own.
const page = { margin: 0, padding: '16px', font: '16px/1.5 -apple-system, "Segoe UI", Roboto, Arial, sans-serif' }
const letter = { maxWidth: '38em', margin: '0 auto' }
const paragraph = { margin: '0 0 16px', overflowWrap: 'anywhere' } as const
const buttonStyle = {
  display: 'inline-block',
  margin: '8px 0 0',
  padding: '10px 18px',
  borderRadius: '6px',
  background: '#0c6b78',
  color: '#ffffff',
  fontWeight: 600,
  textDecoration: 'none',
}
const small = { ...paragraph, fontSize: '13px', opacity: 0.75 }

type LetterPage = {
  language: LetterLanguage
  subject: string
  /** The words with `linkMark` where the customer's own link stands. */
  body: string
  link: string
  /** Where one click ends letters of this sort, if it may. */
  stopLink?: string | null
  /** What the button says that opens the link; that it opens the complaint unless told. */
  button?: string
}

/**
 * A letter as HTML: its words, paragraph by paragraph; the customer's own link is a button, other addresses can be followed. No
 * pictures and nothing that is fetched, so that it looks the same everywhere and tells nobody that it was read.
 */
export function letterHtml({ language, subject, body, link, stopLink = null, button }: LetterPage): string {
  const paragraphs = body.trim().split(/\n\s*\n/)
  return `<!doctype html>${renderToStaticMarkup(
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>{subject}</title>
      </head>
      <body style={page}>
        <div style={letter}>
          {paragraphs.map((words, at) => (
            <p key={at} style={paragraph}>
              <Paragraph words={words} link={link} button={button ?? text(language, 'letter.open')} />
            </p>
          ))}
          {stopLink && (
            <p style={small}>
              <a href={stopLink}>{text(language, 'letter.stop_news')}</a>
            </p>
          )}
        </div>
      </body>
    </html>,
  )}`
}

type ParagraphProps = { words: string; link: string; button: string }

// One of several answers to choose from: its words, and the page below the customer's own that records it.
const choice = /^(.+): \[\[link\]\](\/\S*)$/

function Paragraph({ words, link, button }: ParagraphProps) {
  return words.split('\n').map((line, at) => {
    const [, label, path] = choice.exec(line) ?? []
    return (
      <Fragment key={at}>
        {at > 0 && <br />}
        {label ? <a href={`${link}${path}`}>{label}</a> : <Line words={line} link={link} button={button} />}
      </Fragment>
    )
  })
}

function Line({ words, link, button }: ParagraphProps) {
  return words.split(linkMark).map((part, place) => (
    <Fragment key={place}>
      {place > 0 && (
        <>
          <br />
          <a href={link} style={buttonStyle}>
            {button}
          </a>
        </>
      )}
      <Linked words={part} />
    </Fragment>
  ))
}

const address = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/

/** Words with their web addresses as links. */
function Linked({ words }: { words: string }) {
  return words.split(address).map((part, at) =>
    at % 2 === 1 ? (
      <a key={at} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  )
}
