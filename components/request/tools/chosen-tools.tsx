import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { toolsQuery } from '@/lib/client/queries/tools'
import type { ChatSettings } from '@/lib/domain/conversation'
import { isServerToolId } from '@/lib/domain/server-tools'
import type { ChosenTool } from '@/lib/domain/tools/chosen-tool'
import { nameOfDefinition } from '@/lib/domain/tools/definition'
import type { Tool } from '@/lib/domain/tools/tool'
import { Checkbox } from '../../ui/checkbox'

interface Props {
  /** Those that are chosen, and those that were. */
  rows: readonly ChosenTool[]
  settings: ChatSettings
  isLocked: boolean
  onToggle: (tool: ChosenTool) => void
}

/** The tools of a request one by one. */
export function ChosenTools({ rows, settings, isLocked, onToggle }: Props) {
  const { data } = useQuery(toolsQuery())
  return (
    <ul className="flex flex-col">
      {rows.map((tool) => (
        <li key={tool.id} className="flex items-center justify-between gap-2">
          <Checkbox
            isChecked={settings.tools.some(({ id }) => id === tool.id)}
            isDisabled={isLocked}
            onChange={() => onToggle(tool)}
          >
            <span className="font-mono text-code">{nameOfDefinition(tool.definition)}</span>
          </Checkbox>
          <Way tool={tool} library={data?.tools} />
        </li>
      ))}
    </ul>
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
