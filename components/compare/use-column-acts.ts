import { useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { currentSettings } from '@/lib/client/asked-with'
import { accountOfUpstream } from '@/lib/client/comparison/account-of-upstream'
import {
  addColumn,
  bringBackColumn,
  duplicateColumn,
  moveColumn,
  removeColumn,
} from '@/lib/client/comparison/columns'
import { changeCompareView } from '@/lib/client/comparison/compare-view'
import type { Column } from '@/lib/client/comparison/use-columns'
import { patchComparison } from '@/lib/client/queries/comparisons'
import { conversationQuery } from '@/lib/client/queries/conversations'
import { openApart } from '@/lib/client/queries/linked-requests'
import { modelsQuery } from '@/lib/client/queries/models'
import { conversationPath } from '@/lib/client/use-conversation-id'
import type { RemovedColumn } from '@/lib/domain/comparison/comparison'
import { compareModels, modelLabel } from '@/lib/domain/models'
import { type ApiError, isApiError } from '@/lib/wire/errors'
import { chordText } from '../actions/chord'
import { focusLater } from '../shell/focus-later'
import { hideToast, showToast } from '../ui/toast'
import type { ToastContent } from '../ui/toast-content'
import { useIsMac } from '../ui/use-is-mac'
import { pickerId } from './picker-id'

/** What can be done with the columns of a comparison. */
export interface ColumnActs {
  add: () => void
  duplicate: (columnId: string) => void
  remove: (columnId: string) => void
  bringBack: (removed: RemovedColumn) => void
  /** To a place, from 0, or by so many from where it is now. */
  move: (columnId: string, by: { to: number } | { step: number }) => void
  baseline: (columnId: string) => void
  /** Opens a copy of it as a conversation. */
  takeOut: (columnId: string) => void
  /** Where the last one that was moved stands now, in words. */
  moved: string
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
  const [moved, setMoved] = useState('')
  /** What offers to take the last removal back. */
  const removal = useRef<{ id: string; toast: ToastContent } | null>(null)
  const attempt = async (act: () => Promise<unknown>) => {
    setFailure(null)
    try {
      await act()
    } catch (error) {
      if (!isApiError(error)) throw error
      setFailure(error)
    }
  }
  const show = (columnId: string | null | undefined) => {
    if (columnId == null) return
    focusLater(() => {
      const picker = document.getElementById(pickerId(columnId))
      picker?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
      return picker
    })
  }
  return {
    failure,
    moved,
    dismiss: () => setFailure(null),
    add: () =>
      void attempt(async () => {
        const last = columns.at(-1)?.settings
        if (last == null) return
        const { upstream } = last
        const models = await client.ensureQueryData(modelsQuery(upstream)).catch(() => [])
        const used = new Set(columns.map(({ settings }) => settings?.model))
        const model = [...models].sort(compareModels).find(({ id }) => !used.has(id))?.id
        const shared = currentSettings(client, comparisonId) ?? last
        const settings = { ...shared, upstream, model: model ?? last.model }
        const id = await addColumn(client, comparisonId, settings)
        changeCompareView({ only: null })
        show(id)
      }),
    duplicate: (id) =>
      void attempt(async () => {
        const copy = await duplicateColumn(client, comparisonId, id)
        changeCompareView({ only: null })
        show(copy)
      }),
    remove: (id) =>
      void attempt(async () => {
        const { removed, restore } = removeColumn(client, comparisonId, id)
        const keys = chordText('Mod+Z', isMac)
        const undo = { label: common('undo'), keys, act: () => void attempt(restore) }
        const toast = { text: t('removed'), icon: Trash2, undo }
        removal.current = { id, toast }
        showToast(toast)
        // What had the focus is gone with it.
        const at = columns.findIndex((column) => column.id === id)
        show((columns[at + 1] ?? columns[at - 1])?.id)
        await removed.catch((error: unknown) => {
          hideToast(toast)
          throw error
        })
      }),
    bringBack: (removed) =>
      void attempt(async () => {
        await bringBackColumn(client, comparisonId, removed)
        // There is nothing to take back any more.
        if (removal.current?.id === removed.id) hideToast(removal.current.toast)
        changeCompareView({ only: null })
        show(removed.id)
      }),
    move: (id, by) =>
      void attempt(async () => {
        const handle = () => {
          const found = document.querySelector<HTMLElement>(`[data-handle="${CSS.escape(id)}"]`)
          return found?.checkVisibility() === true ? found : null
        }
        const to = await moveColumn(client, comparisonId, id, by)
        const model = columns.find((column) => column.id === id)?.settings?.model ?? ''
        setMoved(t('moved', { model: modelLabel(model), number: to + 1, count: columns.length }))
        // Moved by hand or by its menu, what had the focus may have lost it. A phone has no handle.
        if (document.activeElement !== document.body) return
        if (handle() === null) show(id)
        else handle()?.focus()
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
