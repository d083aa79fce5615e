import { PasswordInput } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useText } from '../language/useLanguage.ts'

type PasswordFieldProps = {
  label: string
  /** As the API calls it; `password` unless told. */
  name?: string
  value: string
  onChange: (value: string) => void
  error?: string
  /** `md` where the form is all there is on the page. */
  size?: 'sm' | 'md'
  description?: ReactNode
  /** For password managers: the one that is known, or one to be made. */
  autoComplete: 'current-password' | 'new-password'
}

/** A password that can be shown, and that says when Caps Lock is on. */
export function PasswordField({ onChange, description, ...field }: PasswordFieldProps) {
  const t = useText()
  const [isCapsLock, setCapsLock] = useState(false)
  const look = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))
  return (
    <PasswordInput
      name="password"
      {...field}
      spellCheck={false}
      autoCapitalize="none"
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={isCapsLock ? <span role="alert">{t('password.caps_lock')}</span> : description}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={look}
      onKeyUp={look}
      onBlur={() => setCapsLock(false)}
      visibilityToggleButtonProps={{ 'aria-label': t('password.show'), tabIndex: 0 }}
    />
  )
}
