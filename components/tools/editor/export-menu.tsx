import { Copy, Download, Ellipsis, Files } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { EditedTool } from '@/lib/client/use-tool-form'
import { formatValue } from '@/lib/domain/json-text/format'
import { toOpenAi } from '@/lib/domain/tools/convert-tools'
import { fromForm } from '@/lib/domain/tools/tool-form'
import { copyRich } from '../../ui/copy-rich'
import { downloadText } from '../../ui/download-text'
import { IconButton } from '../../ui/icon-button'
import { Menu } from '../../ui/menu'

/** Of the menu of a tool that is open. */
export const moreMenuId = (toolId: string) => `more-${toolId}`

interface Props {
  tool: EditedTool
  /** Absent where its own button stands beside. */
  duplicate?: { label: string; act: () => void }
}

/** The ways in which a tool leaves: as the Messages API has it, as OpenAI has it, as a file. */
export function ExportMenu({ tool: { id, form, saved }, duplicate }: Props) {
  const t = useTranslations('tools')
  const made = fromForm(form, saved)
  const definition = made?.definition ?? saved?.definition
  const copy = (value: unknown) => void copyRich({ text: formatValue(value) })
  const exports =
    definition === undefined
      ? []
      : [
          { label: t('copyJson'), icon: Copy, onSelect: () => copy(definition) },
          { label: t('copyOpenAi'), icon: Copy, onSelect: () => copy(toOpenAi(definition)) },
          {
            label: t('download'),
            icon: Download,
            onSelect: () => downloadText(`${definition.name}.json`, `${formatValue(definition)}\n`),
          },
        ]
  const actions = [
    ...(duplicate === undefined
      ? []
      : [{ label: duplicate.label, icon: Files, onSelect: duplicate.act }]),
    ...exports,
  ]
  return (
    <Menu
      label={t('more')}
      trigger={<IconButton id={moreMenuId(id)} label={t('more')} icon={Ellipsis} />}
      actions={actions}
    />
  )
}
