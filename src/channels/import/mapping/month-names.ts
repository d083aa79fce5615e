const languages = {
  en: 'january february march april may june july august september october november december',
  ru: 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь',
  ruGenitive: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
  pt: 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
}

/** Number of the month (1 to 12) by its name in English, Russian and Portuguese, whole or its first three or four letters. */
export const monthNames: ReadonlyMap<string, number> = new Map(
  Object.values(languages).flatMap((names) =>
    names
      .split(' ')
      .flatMap((name, index) => [name, name.slice(0, 3), name.slice(0, 4)].map((form) => [form, index + 1] as const)),
  ),
)
