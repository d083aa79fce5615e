import { ActionIcon, Tooltip } from '@mantine/core'
import { IconCheck, IconLink } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useText } from '../language/useLanguage.ts'
import { announce } from './announce.ts'
import { copy } from './clipboard.ts'

type CopyLinkProps = {
  /** Address to copy, with or without the host; the address of this page unless told. */
  href?: string
}

/** A small button that copies a link and says so. */
export function CopyLink({ href }: CopyLinkProps) {
  const t = useText()
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copyLink = async () => {
    const done = await copy(new URL(href ?? location.href, location.href).href)
    setCopied(done)
    announce(done ? t('copy.done') : t('copy.failed'))
  }
  return (
    <Tooltip label={isCopied ? t('copy.done') : t('copy.link')}>
      <ActionIcon variant="subtle" color="gray" aria-label={t('copy.link')} onClick={copyLink}>
        {isCopied ? <IconCheck size={16} aria-hidden /> : <IconLink size={16} aria-hidden />}
      </ActionIcon>
    </Tooltip>
  )
}
