import type { TextKey } from '../../src/platform/texts/text.ts'
import { useText } from '../language/useLanguage.ts'
import { FindingRow } from './FindingRow.tsx'
import classes from './Findings.module.css'
import { type Finding, keyOfFinding } from './options.ts'
import type { useListbox } from '../ui/useListbox.ts'

const headings = {
  complaint: 'search.complaints',
  customer: 'search.customers',
  person: 'search.people',
  all: null,
} as const satisfies Record<Finding['kind'], TextKey | null>

type FindingsProps = {
  findings: readonly Finding[]
  option: ReturnType<typeof useListbox<Finding>>['option']
}

/** Findings under headings of their kind: the inside of a listbox. */
export function Findings({ findings, option }: FindingsProps) {
  const t = useText()
  const groups = Map.groupBy(findings, ({ kind }) => kind)
  return [...groups].map(([kind, members]) => {
    const heading = headings[kind]
    return (
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a group of options is no fieldset
      <div key={kind} role="group" aria-label={heading ? t(heading) : undefined}>
        {heading && (
          <div className={classes.group} aria-hidden>
            {t(heading)}
          </div>
        )}
        {members.map((finding) => (
          <div key={keyOfFinding(finding)} className={classes.option} {...option(finding)}>
            <FindingRow finding={finding} />
          </div>
        ))}
      </div>
    )
  })
}
