import { useContext, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { type Citation, readMark } from '@/lib/domain/citations'
import { OPENS_PREVIEW, openPreview } from '../../shell/open-preview'
import { cx } from '../../ui/cx'
import { Detail } from '../../ui/detail'
import { WebLink } from '../blocks/results/web-link'
import { type TreeNode, textOf } from '../markdown/syntax-tree'
import { showCited } from './cited-text'
import { Passages } from './passages'
import { useSourceWords } from './use-source-words'

/** The number of a passage after what it backs. It says on demand what that is, and where it stands. */
export function PassageMark({ node }: { node?: TreeNode | undefined }) {
  const { number, letters } = readMark(node === undefined ? '' : textOf(node))
  const { runId, passages, open } = useContext(Passages)
  const passage = passages[number - 1]
  return passage === undefined ? null : (
    <Mark
      number={number}
      letters={letters}
      passage={passage}
      runId={runId}
      isOpen={open === number}
    />
  )
}

interface MarkProps {
  number: number
  letters: number
  passage: Citation
  runId: string | null
  /** Its document is open beside the thread. */
  isOpen: boolean
}

function Mark({ number, letters, passage, runId, isOpen }: MarkProps) {
  const mark = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    return isOpen && mark.current !== null ? showCited(mark.current, letters) : undefined
  }, [isOpen, letters])
  const t = useTranslations('chat.citations')
  const { title, place } = useSourceWords()(passage)
  const { cited_text: quote, url, type } = passage
  const isOfWeb = type === 'web_search_result_location'
  const opens = runId !== null && !isOfWeb
  return (
    <span ref={mark} data-citation {...(opens ? OPENS_PREVIEW : {})}>
      <Detail
        figure={number}
        label={t('mark', { number, title })}
        title={title}
        onOpen={opens ? () => openPreview({ cite: { runId, number } }) : undefined}
        className={cx(
          'fade inline-flex h-4 min-w-4 items-center justify-center rounded-sm px-1 align-[1px] font-medium text-[11px] leading-none no-underline! hover:bg-accent hover:text-accent-ink aria-expanded:bg-accent aria-expanded:text-accent-ink',
          isOpen ? 'bg-accent text-accent-ink' : 'bg-accent-soft text-accent',
        )}
      >
        <div className="mt-1 flex flex-col gap-2 text-ui" data-user-text>
          {place !== null && <p className="text-ink-3 text-small">{place}</p>}
          {typeof quote === 'string' && quote !== '' && (
            <blockquote className="wrap-anywhere max-h-60 overflow-y-auto whitespace-pre-wrap border-line-strong border-l-2 pl-2 text-ink-2">
              {quote}
            </blockquote>
          )}
          {isOfWeb && (
            <p>
              <WebLink address={url} />
            </p>
          )}
        </div>
      </Detail>
    </span>
  )
}
