import { IconBell } from '@tabler/icons-react'
import { useText } from '../../language/useLanguage.ts'
import { Empty } from '../../ui/Empty.tsx'

/** Series of complaints that have risen beyond what was to be expected. */
export function Alarms() {
  const t = useText()
  return <Empty title={t('hot.no_alarm')} icon={<IconBell size={28} stroke={1.5} />} />
}
