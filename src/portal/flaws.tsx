import { type Language, type TextKey, text } from '../platform/texts/index.ts'

/** Why a form could not be sent, when nothing is wrong with what it holds. */
export function Notice({ language, notice }: { language: Language; notice: TextKey | undefined }) {
  if (!notice) return null
  return (
    <p className="wrong" role="alert">
      {text(language, notice)}
    </p>
  )
}

/** What is wrong with a field, above it; `marksOf` leads there. */
export function Flaw({ field, wrong }: { field: string; wrong: Record<string, string> }) {
  if (!wrong[field]) return null
  return (
    <p className="wrong" id={`${field}-wrong`}>
      {wrong[field]}
    </p>
  )
}

/** What marks a field as wrong, for those who do not see it. */
export const marksOf = (field: string, wrong: Record<string, string>) =>
  wrong[field] ? { 'aria-invalid': true, 'aria-describedby': `${field}-wrong` } : {}

type FilesProps = {
  language: Language
  files: { most: number; megabytes: number }
  wrong: Record<string, string>
}

/** Asks for photographs and documents. */
export function FilesField({ language, files, wrong }: FilesProps) {
  return (
    <>
      <label htmlFor="files">
        {text(language, 'portal.tell_us.files')} <small>{text(language, 'portal.tell_us.files_limits', files)}</small>
      </label>
      <Flaw field="files" wrong={wrong} />
      <input id="files" name="files" type="file" multiple {...marksOf('files', wrong)} />
    </>
  )
}
