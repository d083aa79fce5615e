/** What a style may set: how words look. Nothing that places them over something else or fetches. */
const properties = new Set(
  `color background-color font-family font-size font-style font-weight line-height letter-spacing text-align text-decoration
  text-indent text-transform vertical-align white-space direction padding padding-left padding-right padding-top
  padding-bottom margin margin-left margin-right margin-top margin-bottom border border-left border-right border-top
  border-bottom border-color border-style border-width border-collapse border-spacing border-radius width height max-width
  max-height min-width list-style-type table-layout word-break overflow-wrap`.split(/\s+/),
)

/** What is left of a style attribute that may be shown, and whether it hides its element from a reader. */
export function safeStyle(style: string): { css: string; isHidden: boolean } {
  const kept: string[] = []
  let isHidden = false
  for (const declaration of style.slice(0, 5000).split(';')) {
    const colon = declaration.indexOf(':')
    const name = declaration.slice(0, colon).trim().toLowerCase()
    const value = declaration.slice(colon + 1).trim()
    if (colon < 1 || value === '') continue
    if (name === 'display' && /^none\b/i.test(value)) isHidden = true
    if (name === 'background' && /^(#[0-9a-f]{3,8}|[a-z]{1,20})$/i.test(value)) kept.push(`background-color:${value}`)
    else if (properties.has(name) && isHarmless(value)) kept.push(`${name}:${value}`)
  }
  return { css: kept.join(';'), isHidden }
}

/** Colours, sizes and names; no address, no expression, no escape that could spell one, no size that breaks a page. */
const isHarmless = (value: string): boolean =>
  /^[\w\s#%.,'"()!+-]{1,200}$/.test(value) &&
  !/\(/.test(value.replace(/\b(rgba?|hsla?)\(/gi, '')) &&
  !/\d{5}/.test(value)
