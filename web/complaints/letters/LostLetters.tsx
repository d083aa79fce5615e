import { IconMailX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { useText } from '../../language/useLanguage.ts'
import { isLost } from './Letters.tsx'
import classes from './Letters.module.css'

/** Says at the top of a complaint that the customer does not have a letter we believed they would. */
export function LostLetters({ reference }: { reference: string }) {
  const t = useText()
  const { data: letters = [] } = useQuery(ask('listLetters', { params: { reference } }))
  const lost = letters.filter(isLost)
  const [latest] = lost
  if (!latest) return null
  return (
    <output className={classes.lost}>
      <IconMailX size={16} aria-hidden className={classes.sign} />
      <span>
        {t(`letters.lost.${latest.state === 'came_back' ? 'came_back' : 'failed'}`, {
          letter: t(`letter.kind.${latest.kind}`),
          more: lost.length - 1,
        })}{' '}
        <a href="#letters">{t('letters.lost.look')}</a>
      </span>
    </output>
  )
}
