import { useTranslations } from 'use-intl'
import { useNoteIds } from './answer-id'
import { type TreeNode, textOf } from './syntax-tree'

/** The number that leads to a note. */
export function NoteMark({ node }: { node?: TreeNode | undefined }) {
  const t = useTranslations('chat.markdown')
  const number = node === undefined ? '' : textOf(node)
  const ids = useNoteIds(number)
  if (number === '') return null
  return (
    <sup className="text-[0.75em]">
      <a
        href={`#${ids.note}`}
        id={ids.mark}
        aria-label={t('note', { number })}
        className="rounded-sm text-accent hover:text-accent-hover"
      >
        {number}
      </a>
    </sup>
  )
}
