import { ActionIcon, Badge, Button, Drawer, Group } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconForms, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { type AnswerOf, call } from '../../api/client.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { Empty } from '../../ui/Empty.tsx'
import { explain } from '../../ui/explain.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { notify } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { askFieldsAgain } from './askAgain.ts'
import { type FieldDraft, draftOf, emptyField } from './draft.ts'
import classes from './fields.module.css'
import { FieldForm } from './FieldForm.tsx'
import { FoundNames } from './FoundNames.tsx'

export type Field = AnswerOf<'listFields'>[number]

/** The company's own fields: which there are, in which order, and what each asks. */
export function FieldsSection() {
  const t = useText()
  const fields = useQuery(ask('listFields', {}))
  const [draft, setDraft] = useState<FieldDraft | null>(null)
  return (
    <>
      <PageHeader
        title={t('settings.fields')}
        description={t('fields.description')}
        actions={
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setDraft(emptyField)}>
            {t('fields.new')}
          </Button>
        }
      />
      {fields.isPending && <Loading lines={4} />}
      {fields.isError && <Failed error={fields.error} onRetry={() => void fields.refetch()} />}
      {fields.isSuccess && fields.data.length === 0 && (
        <Empty title={t('fields.empty')} icon={<IconForms size={28} stroke={1.5} />}>
          {t('fields.empty_why')}
        </Empty>
      )}
      {fields.isSuccess && fields.data.length > 0 && (
        <ol className={classes.list} aria-label={t('settings.fields')}>
          {fields.data.map((field, at) => (
            <FieldLine key={field.id} field={field} at={at} all={fields.data} onOpen={() => setDraft(draftOf(field))} />
          ))}
        </ol>
      )}
      <FoundNames onAdopt={(found) => setDraft({ ...emptyField, ...found })} />
      <Drawer
        opened={draft !== null}
        onClose={() => setDraft(null)}
        position="right"
        size="lg"
        closeOnClickOutside={false}
        title={t(draft?.id ? 'fields.change' : 'fields.new')}
      >
        {draft && <FieldForm given={draft} onDone={() => setDraft(null)} />}
      </Drawer>
    </>
  )
}

type FieldLineProps = { field: Field; at: number; all: Field[]; onOpen: () => void }

function FieldLine({ field, at, all, onOpen }: FieldLineProps) {
  const t = useText()
  const { language } = useLanguage()
  const name = field.label[language]
  const move = async (to: number) => {
    const ids = all.map(({ id }) => id)
    ids.splice(to, 0, ...ids.splice(at, 1))
    try {
      await call('orderFields', { body: { ids } })
    } catch (error) {
      notify({ tone: 'failed', words: explain(error, t) })
    }
    await askFieldsAgain()
  }
  return (
    <li className={classes.line} data-retired={field.retired || undefined}>
      <div className={classes.name}>
        <Button variant="subtle" size="compact-sm" onClick={onOpen} aria-label={t('fields.change_named', { name })}>
          {name}
        </Button>
        <span className={classes.quiet}>{t(`fields.kind.${field.kind}`)}</span>
      </div>
      <Group gap="xs" className={classes.marks}>
        {field.reading && <Badge variant="light">{t('fields.reading')}</Badge>}
        {field.requiredAt && <Badge variant="default">{t(`fields.at.${field.requiredAt}`)}</Badge>}
        {field.onPublicForm && <Badge variant="default">{t('fields.on_form')}</Badge>}
        {field.productIds.length > 0 && (
          <Badge variant="default">{t('fields.for_products', { count: field.productIds.length })}</Badge>
        )}
        {field.retired && <Badge variant="default">{t('tags.retired')}</Badge>}
      </Group>
      <Group gap={2} wrap="nowrap">
        <ActionIcon
          variant="transparent"
          disabled={at === 0}
          aria-label={t('fields.up', { name })}
          onClick={() => void move(at - 1)}
        >
          <IconArrowUp size={16} />
        </ActionIcon>
        <ActionIcon
          variant="transparent"
          disabled={at === all.length - 1}
          aria-label={t('fields.down', { name })}
          onClick={() => void move(at + 1)}
        >
          <IconArrowDown size={16} />
        </ActionIcon>
      </Group>
    </li>
  )
}
