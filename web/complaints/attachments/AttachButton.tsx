import { Button, FileButton } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { useText } from '../../language/useLanguage.ts'

/** Lets files be chosen; dropping and pasting them does the same (useFileDrop). */
export function AttachButton({ onFiles, size = 'xs' }: { onFiles: (files: File[]) => void; size?: 'xs' | 'sm' }) {
  const t = useText()
  return (
    <FileButton multiple onChange={onFiles} inputProps={{ 'aria-label': t('files.attach'), tabIndex: -1 }}>
      {(props) => (
        <Button
          {...props}
          size={size}
          variant="subtle"
          color="gray"
          leftSection={<IconPaperclip size={16} aria-hidden />}
          title={t('files.attach_hint')}
        >
          {t('files.attach')}
        </Button>
      )}
    </FileButton>
  )
}
