import { useText } from '../language/useLanguage.ts'
import { PasswordField } from './PasswordField.tsx'
import { leastCharacters, strengthOf } from './password-strength.ts'

type NewPasswordFieldProps = {
  label: string
  value: string
  onChange: (value: string) => void
  error?: string
  /** `md` where the form is all there is on the page. */
  size?: 'sm' | 'md'
  /** What others know, which makes a password easy to guess: name, e-mail address, company. */
  known: readonly string[]
}

/** A password to be made, with a hint how hard it is to guess. */
export function NewPasswordField({ known, ...field }: NewPasswordFieldProps) {
  const t = useText()
  const { value } = field
  const hint =
    value === ''
      ? t('password.rule', { minimum: leastCharacters })
      : t(`password.${strengthOf(value, known)}`, { left: leastCharacters - value.length })
  return <PasswordField {...field} autoComplete="new-password" description={<span aria-live="polite">{hint}</span>} />
}
