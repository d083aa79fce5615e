const listOf = (words: string): string[] => words.trim().split(/\s+/)

/** Programs and what starts them, by extension, in small letters. Mail services refuse the same ones. */
const programs = listOf(`
  exe dll com scr pif cpl sys drv msi msp msix appx application gadget bat cmd ps1 psm1 psd1 vb vbs vbe js jse mjs wsf wsc
  wsh hta sct lnk url scf inf reg chm hlp library-ms settingcontent-ms jnlp jar class sh bash command run app apk dmg pkg
  deb rpm iso img vhd vhdx swf xll`)
/** The same by what their content is, whatever they are called. */
const programTypes = listOf(`
  application/x-msdownload application/vnd.microsoft.portable-executable application/x-elf application/x-mach-binary
  application/java-vm application/java-archive application/wasm application/vnd.android.package-archive
  application/x-shockwave-flash application/x.ms.shortcut application/x.apple.alias application/x-deb application/x-rpm
  application/x-apple-diskimage text/x-shellscript`)
/** What is refused where nothing else is set: extensions and media types. */
export const usuallyBlocked: readonly string[] = [...programs, ...programTypes]

/**
 * Why a file is refused: the extension or the kind of content that stands on the list; null when it may come in.
 * @param extension  small letters, no dot. @param blocked  extensions, media types, or families of them (`video/*`)
 */
export function refusal(extension: string, mediaType: string, blocked: readonly string[]): string | null {
  if (extension !== '' && blocked.includes(extension)) return `.${extension}`
  const family = `${mediaType.split('/')[0]}/*`
  return blocked.includes(mediaType) || blocked.includes(family) ? mediaType : null
}

const zipped = ['application/zip', 'application/x-zip-compressed']
const compound = [
  'application/x-cfb',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
]
const text = /^(text\/|message\/|application\/(xml|json|rtf)$|image\/svg)/
/** What files with these extensions hold when their name is honest. */
const expected: Record<string, (mediaType: string) => boolean> = {}
const expect = (extensions: string, fits: (mediaType: string) => boolean) => {
  for (const extension of extensions.split(' ')) expected[extension] = fits
}
const office = (part: string) => (type: string) =>
  type.includes(part) || zipped.includes(type) || compound.includes(type)
expect('png apng', (type) => type === 'image/png' || type === 'image/apng')
expect('jpg jpeg jpe jfif', (type) => type === 'image/jpeg')
expect('gif', (type) => type === 'image/gif')
expect('webp', (type) => type === 'image/webp')
expect('avif', (type) => type === 'image/avif')
expect('bmp', (type) => type === 'image/bmp')
expect('tif tiff', (type) => type === 'image/tiff')
expect('heic heif', (type) => type.startsWith('image/hei'))
expect('pdf', (type) => type === 'application/pdf')
expect('docx docm dotx', office('wordprocessingml'))
expect('xlsx xlsm xltx', office('spreadsheetml'))
expect('pptx pptm', office('presentationml'))
expect('doc xls ppt msg', (type) => compound.includes(type) || text.test(type))
expect('odt ods odp', (type) => type.includes('opendocument') || zipped.includes(type))
expect('zip', (type) => zipped.includes(type))
expect('rar 7z gz tar', (type) => type.startsWith('application/') && !text.test(type) && type !== 'application/pdf')
expect('mp3 m4a wav ogg oga opus flac aac amr', (type) => /^(audio|video)\//.test(type) || type === 'application/ogg')
expect('mp4 mov m4v webm avi mkv 3gp', (type) => /^(audio|video)\//.test(type))
expect('txt csv tsv md log json xml html htm svg eml rtf ics vcf', (type) => text.test(type))

/** Whether a name's extension promises what the content is. Extensions we do not know promise nothing. */
export const nameFits = (extension: string, mediaType: string): boolean => expected[extension]?.(mediaType) ?? true

const pictures = new Set([
  'image/png',
  'image/apng',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
])
/** A telephone's photograph has 3 to 12 MB; more would make a page heavy that shows several. */
const mostShownBytes = 15 * 1024 * 1024

/** Whether a browser may show it as a picture where it stands. Drawings (SVG) can hold scripts and are none. */
export const isPicture = (mediaType: string, size: number): boolean => pictures.has(mediaType) && size <= mostShownBytes

/** The type a browser is told: its own where nothing in it can run, else one that is only ever saved. */
export function servedType(mediaType: string): string {
  if (pictures.has(mediaType) || /^(audio|video)\/[\w.+-]+$/.test(mediaType)) return mediaType
  if (mediaType === 'text/plain') return 'text/plain; charset=utf-8'
  const isInert = /^application\/(pdf|zip|x-cfb|vnd\.(openxmlformats|oasis)[\w.+-]*)$/.test(mediaType)
  return isInert || mediaType === 'image/tiff' || mediaType.startsWith('image/hei')
    ? mediaType
    : 'application/octet-stream'
}
