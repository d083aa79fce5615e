const mostCharacters = 150
const mostExtension = 16

/** Characters that turn the order of letters around or are not seen: `photo[RLO]gpj.exe` would look like a picture. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu
/** Dots that are not the dot of an extension but look like it. */
const dotLike = /[\u2024\uff0e\u3002\uff61\ufe52]/g
/** What no system, or not every one, takes in a name; a colon opens a second file behind it on Windows. */
const untakable = /[<>:"/\\|?*%]/g
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/**
 * A name under which a file may be shown, listed and saved anywhere: no folders, no unseen characters, one line, no more than
 * 150 characters, the extension kept. What a person sees at its end is its extension.
 * @param given  as a browser, a letter or a program gave it
 * @returns never empty; the same when cleaned again
 */
export function cleanFileName(given: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const visible = last
    .replaceAll(dotLike, '.')
    .replaceAll(/[\s\u00a0]+/gu, ' ')
    .replaceAll(unseen, '')
    .replaceAll(untakable, '_')
    .replaceAll(/ +/g, ' ')
    .replaceAll(/ *\. */g, '.')
  const bare = visible.replace(/^[. ]+/, '').replace(/[. ]+$/, '')
  const short = shorten(bare)
  return short === '' ? 'file' : reserved.test(short) ? `_${short}` : short
}

/** Cuts the middle out, by whole characters, so that the extension stays. */
function shorten(name: string): string {
  const letters = [...name]
  if (letters.length <= mostCharacters) return name
  const extension = [...extensionPart(name)]
  const stem = letters.slice(0, mostCharacters - extension.length).join('')
  return `${stem.replace(/[. ]+$/, '')}${extension.join('')}`.normalize('NFC')
}

function extensionPart(name: string): string {
  const dot = name.lastIndexOf('.')
  const part = dot <= 0 ? '' : name.slice(dot)
  return [...part].length > mostExtension ? '' : part
}

/** The extension of a cleaned name in small letters without its dot; '' when there is none. */
export const extensionOf = (name: string): string => extensionPart(name).slice(1).toLowerCase()
