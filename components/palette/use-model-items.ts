import { useQuery } from '@tanstack/react-query'
import { Box } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { modelsQuery } from '@/lib/client/queries/models'
import { setDraft } from '@/lib/client/stores/drafts'
import { isChatPath, useConversationId } from '@/lib/client/use-conversation-id'
import { useDraft } from '@/lib/client/use-draft'
import { compareModels, findModel, type ModelInfo, modelLabel } from '@/lib/domain/models'
import { findItems, type PaletteItem } from './palette-item'

/** The models that the next run of the conversation in view could be asked of. */
export function useModelItems(query: string): PaletteItem[] {
  const isChat = isChatPath(usePathname())
  const id = useConversationId()
  const { settings } = useDraft(id)
  const { data = [] } = useQuery({
    ...modelsQuery(settings?.upstream ?? ''),
    enabled: isChat && settings !== null,
  })
  if (!isChat || settings === null) return []
  const pick = ({ id: model }: ModelInfo) => setDraft(id, { settings: { ...settings, model } })
  const items = [...data].sort(compareModels).map((model) => ({
    key: `model ${model.id}`,
    icon: Box,
    text: findModel(model.id) === undefined ? model.display_name : modelLabel(model.id),
    note: model.id,
    act: () => pick(model),
  }))
  return findItems(items, query)
}
