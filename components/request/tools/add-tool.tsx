import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { toolsQuery } from '@/lib/client/queries/tools'
import type { ChatSettings } from '@/lib/domain/conversation'
import type { ModelInfo } from '@/lib/domain/models'
import { lacksServerTool, SERVER_TOOLS } from '@/lib/domain/server-tools'
import type { ChosenTool } from '@/lib/domain/tools/chosen-tool'
import { nameOfDefinition } from '@/lib/domain/tools/definition'
import type { Tool } from '@/lib/domain/tools/tool'
import { ChoiceMenu } from '../../ui/choice-menu'

export interface AddToolProps {
  /** The control that opens it. */
  trigger: ReactElement
  models: readonly ModelInfo[]
  settings: ChatSettings
  isSandbox: boolean
  onAdd: (tool: ChosenTool) => void
}

/** The tools that can be chosen, as a menu that is open as soon as it is there. */
export function AddTool({ models, settings, isSandbox, onAdd, trigger }: AddToolProps) {
  const t = useTranslations('requestTools')
  const ways = useTranslations('tools.ways')
  const library = useQuery(toolsQuery()).data?.tools ?? []
  const model = models.find(({ id }) => id === settings.model)
  const isListed = (id: string) => settings.tools.some((tool) => tool.id === id)
  const row = ({ id, definition, answer }: Tool) => ({
    key: id,
    label: nameOfDefinition(definition),
    isCode: true,
    hint: ways(answer.by),
    onSelect: () => onAdd({ id, definition }),
  })
  const free = library.filter(({ id }) => !isListed(id))
  const own = free.filter(({ answer }) => answer.by !== 'builtin')
  const builtIn = free.filter(({ answer }) => answer.by === 'builtin')
  // The sandbox has none, and shows how their calls look.
  const isOffered = (tool: (typeof SERVER_TOOLS)[number]) =>
    isSandbox || !lacksServerTool(model, tool.id)
  const ofUpstream = SERVER_TOOLS.filter((tool) => !isListed(tool.id) && isOffered(tool))
  const groups = [
    {
      key: 'own',
      label: t('yours'),
      note: own.length === 0 ? t('noneOfYours') : null,
      rows: own.map(row),
    },
    { key: 'builtIn', label: t('builtIn'), note: null, rows: builtIn.map(row) },
    {
      key: 'server',
      label: t('server'),
      note: isSandbox ? t('sandboxServer') : null,
      rows: ofUpstream.map(({ id, definition }) => ({
        key: id,
        label: definition.name,
        isCode: true,
        hint: '',
        onSelect: () => onAdd({ id, definition }),
      })),
    },
  ]
  return (
    <ChoiceMenu
      label={t('add')}
      groups={groups.filter(({ note, rows }) => note !== null || rows.length > 0)}
      isOpenAtFirst
      trigger={trigger}
    />
  )
}
