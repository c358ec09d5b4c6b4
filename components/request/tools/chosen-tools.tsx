import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { toolsQuery } from '@/lib/client/queries/tools'
import type { ChatSettings } from '@/lib/domain/conversation'
import type { ModelInfo } from '@/lib/domain/models'
import { isServerToolId, lacksServerTool } from '@/lib/domain/server-tools'
import type { ChosenTool } from '@/lib/domain/tools/chosen-tool'
import { nameOfDefinition } from '@/lib/domain/tools/definition'
import type { Tool } from '@/lib/domain/tools/tool'
import { focusLater } from '../../shell/focus-later'
import { Checkbox } from '../../ui/checkbox'
import { cx } from '../../ui/cx'
import { MissingTool } from './missing-tool'

interface Props {
  /** Those that are chosen, and those that were. */
  rows: readonly ChosenTool[]
  settings: ChatSettings
  models: readonly ModelInfo[]
  isSandbox: boolean
  isLocked: boolean
  change: (patch: Partial<ChatSettings>) => void
  onToggle: (tool: ChosenTool) => void
}

/** The tools of a request one by one. */
export function ChosenTools({ rows, ...props }: Props) {
  return (
    <ul className="flex flex-col">
      {rows.map((tool) => (
        <Row key={tool.id} tool={tool} {...props} />
      ))}
    </ul>
  )
}

function Row({ tool, ...props }: Omit<Props, 'rows'> & { tool: ChosenTool }) {
  const { settings, models, isSandbox, isLocked, change, onToggle } = props
  const { data } = useQuery(toolsQuery())
  const row = useRef<HTMLLIElement>(null)
  const isChosen = settings.tools.some(({ id }) => id === tool.id)
  const info = models.find(({ id }) => id === settings.model)
  const isMissing = isChosen && lacksServerTool(info, tool.id)
  /** What can be done about it goes with it. */
  const act = (what: () => void) => () => {
    what()
    focusLater(() => row.current?.querySelector<HTMLElement>('[role="checkbox"]'))
  }
  return (
    <li ref={row}>
      <div className="flex items-center justify-between gap-2">
        <Checkbox isChecked={isChosen} isDisabled={isLocked} onChange={() => onToggle(tool)}>
          <span className={cx('font-mono text-code', isMissing && 'text-ink-3')}>
            {nameOfDefinition(tool.definition)}
          </span>
        </Checkbox>
        <Way tool={tool} library={data?.tools} />
      </div>
      {isMissing && (
        <MissingTool
          {...{ tool, settings, models, isSandbox, isLocked }}
          onTakeOut={act(() => onToggle(tool))}
          onModel={(model) => act(() => change({ model }))()}
        />
      )}
    </li>
  )
}

/** How a tool is answered; null = the library has not come yet. */
function Way({ tool, library }: { tool: ChosenTool; library: readonly Tool[] | undefined }) {
  const t = useTranslations('requestTools')
  const ways = useTranslations('tools.ways')
  const known = library?.find(({ id }) => id === tool.id)
  const word = isServerToolId(tool.id)
    ? t('upstream')
    : known !== undefined
      ? ways(known.answer.by)
      : library === undefined
        ? null
        : t('gone')
  return word !== null && <span className="shrink-0 text-ink-3 text-small">{word}</span>
}
