import { TriangleAlert } from 'lucide-react'
import { type MouseEvent, memo } from 'react'
import { useTranslations } from 'use-intl'
import { openTool, toolPath } from '@/lib/client/use-tool-id'
import { cx } from '../../ui/cx'
import type { ListedTool } from './list-groups'

interface Props {
  tool: ListedTool
  isCurrent: boolean
  isTabStop: boolean
}

/** A tool in the list: a link to it. */
export const ToolRow = memo(function ToolRow({ tool, isCurrent, isTabStop }: Props) {
  const t = useTranslations('tools')
  const marks = useTranslations('mcpServers.marks')
  const { id, name, shown = name, way, isUnsaved, mark } = tool
  const isWarning = mark === 'changed' || mark === 'gone'
  const open = (event: MouseEvent) => {
    // A new tab or window is the browser's own affair.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    openTool(id)
  }
  return (
    <a
      href={toolPath(id)}
      data-row={id}
      aria-current={isCurrent ? 'page' : undefined}
      tabIndex={isTabStop ? 0 : -1}
      onClick={open}
      className={cx(
        'fade flex h-7 cursor-default items-center gap-2 rounded-md px-2 -outline-offset-2 phone:h-11',
        isCurrent ? 'bg-active' : 'hover:bg-hover',
      )}
    >
      <span
        data-user-text
        title={name}
        className={cx(
          'min-w-0 flex-1 truncate font-mono text-code phone:text-title',
          isCurrent && 'font-medium',
          name === '' || mark === 'offered' ? 'text-ink-3' : 'text-ink',
        )}
      >
        {name === '' ? t('unnamed') : shown}
      </span>
      {isUnsaved && (
        <span
          role="img"
          aria-label={t('unsaved')}
          className="size-1.5 shrink-0 rounded-full bg-accent"
        />
      )}
      {mark !== undefined && (
        <span
          className={cx(
            'flex shrink-0 items-center gap-1 text-small',
            isWarning ? 'text-warn' : 'text-ink-3',
          )}
        >
          {isWarning && <TriangleAlert aria-hidden size={14} strokeWidth={1.5} />}
          {marks(mark)}
        </span>
      )}
      {way !== null && <span className="shrink-0 text-ink-3 text-small">{t(`ways.${way}`)}</span>}
    </a>
  )
})
