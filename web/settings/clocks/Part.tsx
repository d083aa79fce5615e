import { Button, Drawer, NumberInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useText } from '../../language/useLanguage.ts'
import classes from './clocks.module.css'

type PartProps = { id: string; title: string; why: string; action?: ReactNode; children: ReactNode }

/** One part of the page, under its own heading. */
export function Part({ id, title, why, action, children }: PartProps) {
  return (
    <section className={classes.part} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id}>{title}</h2>
        {action}
        <p className={classes.why}>{why}</p>
      </div>
      {children}
    </section>
  )
}

type ListPartProps<Item> = Pick<PartProps, 'id' | 'title' | 'why'> & {
  items: Item[]
  mayAdd: boolean
  addLabel: string
  entry: (item: Item, open: () => void) => ReactNode
  /** Of the item that was opened; null for a new one. */
  form: (item: Item | null, done: () => void) => ReactNode
}

/** A part that lists things, each of which opens beside the page to be changed, as a new one does. */
export function ListPart<Item extends { id: string; name: string }>(props: ListPartProps<Item>) {
  const { id, title, why, items, mayAdd, addLabel, entry, form } = props
  const [opened, setOpened] = useState<Item | 'new' | null>(null)
  const close = () => setOpened(null)
  const add = (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconPlus size={15} aria-hidden />}
      onClick={() => setOpened('new')}
    >
      {addLabel}
    </Button>
  )
  return (
    <Part id={id} title={title} why={why} action={mayAdd && add}>
      <ul className={classes.list}>{items.map((item) => entry(item, () => setOpened(item)))}</ul>
      <Drawer
        opened={opened !== null}
        onClose={close}
        position="right"
        size="lg"
        padding="lg"
        title={opened === 'new' ? addLabel : opened?.name}
      >
        {opened && form(opened === 'new' ? null : opened, close)}
      </Drawer>
    </Part>
  )
}

type NumbersProps<Field extends string> = {
  fields: readonly { field: Field; label: string; min: number; max?: number }[]
  values: Record<Field, number>
  onChange: (field: Field, value: number) => void
  isReadOnly: boolean
  errorOf: (field: Field) => string | undefined
}

/** Whole numbers side by side. */
export function Numbers<Field extends string>({ fields, values, onChange, isReadOnly, errorOf }: NumbersProps<Field>) {
  return (
    <div className={classes.numbers}>
      {fields.map(({ field, ...shown }) => (
        <NumberInput
          key={field}
          {...shown}
          allowDecimal={false}
          allowNegative={false}
          readOnly={isReadOnly}
          value={values[field]}
          onChange={(value) => onChange(field, Number(value) || 0)}
          error={errorOf(field)}
        />
      ))}
    </div>
  )
}

/** The foot of a form that stays open. */
export function SaveButton({ isBusy }: { isBusy: boolean }) {
  const t = useText()
  return (
    <div className={classes.actions}>
      <Button type="submit" loading={isBusy}>
        {t('settings.save')}
      </Button>
    </div>
  )
}
