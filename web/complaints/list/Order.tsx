import { Button, Menu } from '@mantine/core'
import { IconArrowsSort, IconCheck } from '@tabler/icons-react'
import { useText } from '../../language/useLanguage.ts'
import { changed, type ListSearch } from './search.ts'
import { allSorts, type Sort } from './words.ts'

type OrderProps = { search: ListSearch; onChange: (search: ListSearch) => void }

/** The order of the list. */
export function Order({ search, onChange }: OrderProps) {
  const t = useText()
  const current: Sort = search.sort ?? 'newest'
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          aria-label={`${t('complaints.sort')}: ${t(`complaints.sort.${current}`)}`}
          leftSection={<IconArrowsSort size={15} aria-hidden />}
        >
          {t(`complaints.sort.${current}`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {allSorts.map((sort) => (
          <Menu.Item
            key={sort}
            role="menuitemradio"
            aria-checked={sort === current}
            rightSection={sort === current ? <IconCheck size={14} aria-hidden /> : null}
            onClick={() => onChange(changed(search, { sort: sort === 'newest' ? undefined : sort }))}
          >
            {t(`complaints.sort.${sort}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
