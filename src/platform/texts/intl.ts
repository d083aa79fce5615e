/**
 * `Intl` formatters are expensive to make (tens of microseconds) and cheap to use, so each kind is made once for a locale and
 * its options. The options come from our own code, so the number of entries stays small.
 */
function remembered<Options extends object, Formatter>(make: (locale: string, options: Options) => Formatter) {
  const made = new Map<string, Formatter>()
  return (locale: string, options: Options): Formatter => {
    const name = `${locale} ${JSON.stringify(options)}`
    let formatter = made.get(name)
    if (!formatter) made.set(name, (formatter = make(locale, options)))
    return formatter
  }
}

export const numberFormat = remembered(
  (locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
)
export const dateFormat = remembered(
  (locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
)
export const pluralRules = remembered(
  (locale, options: Intl.PluralRulesOptions) => new Intl.PluralRules(locale, options),
)
export const relativeTimeFormat = remembered(
  (locale, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(locale, options),
)
