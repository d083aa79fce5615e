import { Button } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import { useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { Empty } from '../../ui/Empty.tsx'

/** There is no complaint at all yet, so no place stands out. */
export function NoComplaints() {
  const t = useText()
  const may = useMay()
  return (
    <Empty
      title={t('causes.empty')}
      icon={<IconInbox size={28} stroke={1.5} />}
      action={
        may('prepareImport') && (
          <Button component="a" href="/import">
            {t('causes.to_import')}
          </Button>
        )
      }
    >
      {t('hot.empty_why')}
    </Empty>
  )
}
