import { useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { accountOfUpstream } from '@/lib/client/comparison/account-of-upstream'
import {
  addColumn,
  duplicateColumn,
  moveColumn,
  removeColumn,
} from '@/lib/client/comparison/columns'
import type { Column } from '@/lib/client/comparison/use-columns'
import { patchComparison } from '@/lib/client/queries/comparisons'
import { conversationQuery } from '@/lib/client/queries/conversations'
import { openApart } from '@/lib/client/queries/linked-requests'
import { modelsQuery } from '@/lib/client/queries/models'
import { currentSettings } from '@/lib/client/send'
import { conversationPath } from '@/lib/client/use-conversation-id'
import { compareModels } from '@/lib/domain/models'
import { type ApiError, isApiError } from '@/lib/wire/errors'
import { chordText } from '../actions/chord'
import { focusLater } from '../shell/focus-later'
import { showToast } from '../ui/toast'
import { useIsMac } from '../ui/use-is-mac'
import { pickerId } from './picker-id'

/** What can be done with the columns of a comparison. */
export interface ColumnActs {
  add: () => void
  duplicate: (columnId: string) => void
  remove: (columnId: string) => void
  /** To a place, from 0, or by so many from where it is now. */
  move: (columnId: string, by: { to: number } | { step: number }) => void
  baseline: (columnId: string) => void
  /** Opens a copy of it as a conversation. */
  takeOut: (columnId: string) => void
  /** The last one that failed. */
  failure: ApiError | null
  dismiss: () => void
}

export function useColumnActs(comparisonId: string, columns: readonly Column[]): ColumnActs {
  const t = useTranslations('compare')
  const common = useTranslations('common')
  const client = useQueryClient()
  const router = useRouter()
  const isMac = useIsMac()
  const [failure, setFailure] = useState<ApiError | null>(null)
  const attempt = async (act: () => Promise<unknown>) => {
    setFailure(null)
    try {
      await act()
    } catch (error) {
      if (!isApiError(error)) throw error
      setFailure(error)
    }
  }
  const showNew = (columnId: string | null) => {
    if (columnId === null) return
    focusLater(() => {
      const picker = document.getElementById(pickerId(columnId))
      picker?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
      return picker
    })
  }
  return {
    failure,
    dismiss: () => setFailure(null),
    add: () =>
      void attempt(async () => {
        const last = columns.at(-1)?.settings
        if (last == null) return
        const models = await client.ensureQueryData(modelsQuery(last.upstream)).catch(() => [])
        const used = new Set(columns.map(({ settings }) => settings?.model))
        const fresh = [...models].sort(compareModels).find(({ id }) => !used.has(id))
        showNew(await addColumn(client, comparisonId, { ...last, model: fresh?.id ?? last.model }))
      }),
    duplicate: (id) =>
      void attempt(async () => showNew(await duplicateColumn(client, comparisonId, id))),
    remove: (id) =>
      void attempt(async () => {
        const { removed, restore } = removeColumn(client, comparisonId, id)
        const keys = chordText('Mod+Z', isMac)
        const undo = { label: common('undo'), keys, act: () => void attempt(restore) }
        showToast({ text: t('removed'), icon: Trash2, undo })
        const at = columns.findIndex((column) => column.id === id)
        const beside = columns[at + 1] ?? columns[at - 1]
        focusLater(() => document.getElementById(pickerId(beside?.id ?? '')))
        await removed
      }),
    move: (id, by) =>
      void attempt(async () => {
        await moveColumn(client, comparisonId, id, by)
        // It is another place in the row, and the same handle.
        document.querySelector<HTMLElement>(`[data-handle="${CSS.escape(id)}"]`)?.focus()
      }),
    baseline: (id) =>
      void attempt(() => patchComparison(client, comparisonId, { act: 'baseline', columnId: id })),
    takeOut: (id) =>
      void attempt(async () => {
        const settings = currentSettings(client, id)
        const headId = client.getQueryData(conversationQuery(id).queryKey)?.headId ?? null
        if (settings === null) return
        const account = accountOfUpstream(client, settings.upstream)
        const asked = { conversationId: id, headId, settings, account, text: '' }
        router.push(conversationPath((await openApart(asked)).conversationId))
      }),
  }
}
