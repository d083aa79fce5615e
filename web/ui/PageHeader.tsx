import { Title } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './PageHeader.module.css'
import { usePageTitle } from './usePageTitle.ts'

type PageHeaderProps = {
  /** The one h1 of the page; also the name of the browser's tab. */
  title: string
  /** Shown beside the title, quieter: how many there are, or a badge. */
  aside?: ReactNode
  /** One line under the title: what this page is for. */
  description?: ReactNode
  /** Where this page came from. */
  back?: { href: string; label: string }
  /** Buttons, the most important one last. */
  actions?: ReactNode
}

/** The head of a page. Sets the title of the tab and announces the page. */
export function PageHeader({ title, aside, description, back, actions }: PageHeaderProps) {
  usePageTitle(title)
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        {back && (
          <a href={back.href} className={classes.back}>
            <IconArrowLeft size={14} aria-hidden className={classes.arrow} />
            {back.label}
          </a>
        )}
        <div className={classes.line}>
          <Title order={1}>{title}</Title>
          {aside && <div className={classes.aside}>{aside}</div>}
        </div>
        {description && <p className={classes.description}>{description}</p>}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </header>
  )
}
