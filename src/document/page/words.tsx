import type { ReactNode } from 'react'

/** Text with `code` and **strong** words, paragraph by paragraph, as the document writes it: in English. */
export function Words({ children }: { children: string }) {
  return children.split(/\n\n+/).map((paragraph) => (
    <p key={paragraph} lang="en">
      {inline(paragraph)}
    </p>
  ))
}

/** The same without paragraphs. */
export function inline(text: string): ReactNode[] {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part, at) => {
    if (part.startsWith('`')) return <code key={at}>{part.slice(1, -1)}</code>
    if (part.startsWith('**')) return <strong key={at}>{part.slice(2, -2)}</strong>
    return part
  })
}
