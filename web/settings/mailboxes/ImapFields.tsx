import { NativeSelect, TextInput } from '@mantine/core'
import { PasswordField } from '../../forms/PasswordField.tsx'
import { useText } from '../../language/useLanguage.ts'
import type { Draft } from './draft.ts'
import type { SetDraft } from './MailboxForm.tsx'
import classes from './mailboxes.module.css'
import { placeOf } from './place.ts'

type ImapFieldsProps = {
  draft: Draft
  set: SetDraft
  errorOf: (field: string) => string | undefined
  /** Its secrets are stored, so they may be left empty. */
  isStored: boolean
}

/** Where a mailbox is and who signs in. What is wrong with the port is said under the server, where there is room. */
export function ImapFields({ draft, set, errorOf, isStored }: ImapFieldsProps) {
  const t = useText()
  return (
    <>
      <div className={classes.pair}>
        <TextInput
          label={t('mailboxes.host')}
          name="host"
          value={draft.host}
          onChange={({ currentTarget }) => set({ host: currentTarget.value })}
          error={errorOf('imap.host') ?? errorOf('imap.port')}
        />
        <TextInput
          label={t('mailboxes.port')}
          name="port"
          inputMode="numeric"
          value={draft.port}
          onChange={({ currentTarget }) => set({ port: currentTarget.value })}
          error={errorOf('imap.port') !== undefined}
        />
      </div>
      <div className={classes.halves}>
        <NativeSelect
          label={t('mailboxes.security')}
          name="security"
          value={draft.security}
          onChange={({ currentTarget }) => set(securityChosen(draft, currentTarget.value as Draft['security']))}
          error={errorOf('imap.security')}
          data={(['tls', 'starttls', 'plain'] as const).map((each) => ({
            value: each,
            label: t(`mailboxes.security.${each}`),
          }))}
        />
        <TextInput
          label={t('mailboxes.folder')}
          name="folder"
          value={draft.folder}
          onChange={({ currentTarget }) => set({ folder: currentTarget.value })}
          error={errorOf('imap.folder')}
        />
      </div>
      <div className={classes.halves}>
        <TextInput
          label={t('mailboxes.user_name')}
          name="userName"
          value={draft.userName}
          onChange={({ currentTarget }) => set({ userName: currentTarget.value })}
          error={errorOf('imap.userName')}
        />
        <NativeSelect
          label={t('mailboxes.sign_in')}
          value={draft.signIn}
          onChange={({ currentTarget }) => set({ signIn: currentTarget.value as Draft['signIn'] })}
          data={(['password', 'oauth2'] as const).map((each) => ({
            value: each,
            label: t(`mailboxes.sign_in.${each}`),
          }))}
        />
      </div>
      {draft.signIn === 'password' ? (
        <PasswordField
          label={t('mailboxes.password')}
          value={draft.password}
          onChange={(password) => set({ password })}
          error={errorOf('imap.password')}
          autoComplete="new-password"
          description={passwordHint(draft, isStored)?.(t)}
        />
      ) : (
        <TokenFields draft={draft} set={set} errorOf={errorOf} isStored={isStored} />
      )}
    </>
  )
}

/** The usual port of a kind of encryption goes with it, unless another was typed. */
function securityChosen({ port }: Draft, security: Draft['security']): Partial<Draft> {
  const isUsual = port === '993' || port === '143' || port === ''
  return { security, ...(isUsual && { port: security === 'tls' ? '993' : '143' }) }
}

type Translate = ReturnType<typeof useText>

function passwordHint({ address }: Draft, isStored: boolean): ((t: Translate) => string) | null {
  if (isStored) return (t) => t('mailboxes.password_kept')
  return placeOf(address)?.signIn === 'app' ? (t) => t('mailboxes.password_app') : null
}

function TokenFields({ draft, set, errorOf, isStored }: ImapFieldsProps) {
  const t = useText()
  const kept = isStored ? t('mailboxes.password_kept') : undefined
  return (
    <>
      <TextInput
        label={t('mailboxes.token_address')}
        name="tokenAddress"
        value={draft.tokenAddress}
        onChange={({ currentTarget }) => set({ tokenAddress: currentTarget.value })}
        error={errorOf('imap.oauth2.tokenAddress')}
      />
      <div className={classes.halves}>
        <TextInput
          label={t('mailboxes.client_id')}
          name="clientId"
          value={draft.clientId}
          onChange={({ currentTarget }) => set({ clientId: currentTarget.value })}
          error={errorOf('imap.oauth2.clientId')}
        />
        <PasswordField
          label={t('mailboxes.client_secret')}
          name="clientSecret"
          description={kept ?? t('mailboxes.client_secret_why')}
          value={draft.clientSecret}
          onChange={(clientSecret) => set({ clientSecret })}
          error={errorOf('imap.oauth2.clientSecret')}
          autoComplete="new-password"
        />
      </div>
      <PasswordField
        label={t('mailboxes.refresh_token')}
        name="refreshToken"
        description={kept}
        value={draft.refreshToken}
        onChange={(refreshToken) => set({ refreshToken })}
        error={errorOf('imap.oauth2.refreshToken')}
        autoComplete="new-password"
      />
    </>
  )
}
