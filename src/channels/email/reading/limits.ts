/**
 * How much of one e-mail is read, so that no message, however it is made, costs more than a moment and some memory. What lies
 * beyond is noted as a fault and stays in the original, which is kept whole.
 */
export const limits = {
  messageBytes: 64 * 1024 * 1024,
  headerBytes: 256 * 1024,
  headerFields: 1000,
  /** Parts of all levels together. */
  parts: 500,
  /** Levels of parts within parts, enclosed messages included. */
  nesting: 30,
  files: 200,
  addresses: 200,
  references: 100,
  /** Characters of plain text kept, and bytes looked at for them. */
  text: 1_000_000,
  textBytes: 2_000_000,
  /** Bytes of HTML, pictures written into it included. */
  htmlBytes: 12_000_000,
  /** Characters of HTML that are looked at. */
  html: 1_000_000,
  /** Elements within elements in HTML: shown, and read at all. */
  htmlNesting: 100,
  htmlOpen: 2000,
  /** Signs that open or close an element. */
  htmlElements: 50_000,
  /** Quotes within quotes that get a `>` each. */
  htmlQuotes: 10,
} as const
