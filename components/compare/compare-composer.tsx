import { useQueryClient } from '@tanstack/react-query'
import { ChevronDown, Columns3, Square } from 'lucide-react'
import { type KeyboardEvent, useContext, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { sendResults } from '@/lib/client/ask-beside'
import { sendToColumns, stopColumns } from '@/lib/client/comparison/send-to-columns'
import type { Column } from '@/lib/client/comparison/use-columns'
import { useIsEditingResult, useStoredDraft } from '@/lib/client/stores/drafts'
import { useHasUploads, useIsUploading } from '@/lib/client/stores/uploads'
import { useDraftSettings } from '@/lib/client/use-draft'
import { isUnderWay } from '@/lib/domain/comparison/arriving'
import { modelLabel } from '@/lib/domain/models'
import { loopOf, NO_LOOP } from '@/lib/domain/tools/open-loop'
import { AttachButton } from '../composer/attachments/attach-button'
import { Attachments } from '../composer/attachments/attachments'
import { ComposerText } from '../composer/composer-text'
import { isSendKey } from '../composer/enter-key'
import { focusComposer } from '../composer/focus-composer'
import { NewLineHint } from '../composer/new-line-hint'
import { SendButton } from '../composer/send-button'
import { StopButton } from '../composer/stop-button'
import { PreferencesContext } from '../shell/preferences-context'
import { Button } from '../ui/button'
import { Menu } from '../ui/menu'
import { TurnEstimate } from './turn-estimate'

interface Props {
  comparisonId: string
  columns: readonly Column[]
  /** Nothing was asked yet. */
  isFirst: boolean
  /** Whose an answer is stays hidden: all are asked, and nothing names one. */
  isBlind: boolean
  /** Something is on its way to the columns from here. */
  onSend: () => void
}

/** Where the next turn is written: for all columns, or for one. */
export function CompareComposer({ comparisonId, columns, isFirst, isBlind, onSend }: Props) {
  const t = useTranslations('compare')
  const loop = useTranslations('loop')
  const client = useQueryClient()
  const draft = useStoredDraft(comparisonId)
  const settings = useDraftSettings(comparisonId)
  const hasUploads = useHasUploads(comparisonId)
  const isUploading = useIsUploading(comparisonId)
  const [target, setTarget] = useState<string | null>(null)
  const chosen = columns.filter(({ id }) => isBlind || target === null || id === target)
  const targets = chosen.length === 0 ? columns : chosen
  const live = columns.flatMap(({ id, conversation }) =>
    conversation !== undefined && isUnderWay(conversation) ? id : [],
  )
  const isEditing = useIsEditingResult(
    columns.flatMap(({ conversation }) => conversation?.toolCalls ?? []),
  )
  const { sendKey } = useContext(PreferencesContext)
  const isEmpty = draft.text.trim() === '' && draft.files.length === 0
  const held = useHeldCalls(columns)
  const isHeld = isEmpty && !isEditing
  const results = isHeld ? targets.reduce((sum, { id }) => sum + (held.get(id) ?? 0), 0) : 0
  // A column that has not come sends what it was given once it is there.
  const canSend = (!isEmpty || results > 0) && !isUploading && columns.length > 0
  const send = () => {
    if (!canSend) return
    const ids = targets.map(({ id }) => id)
    if (isEmpty) for (const id of ids) void sendResults(client, id)
    else void sendToColumns(client, comparisonId, ids)
    onSend()
    focusComposer()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!isSendKey(event.nativeEvent, sendKey)) return
    event.preventDefault()
    send()
  }
  const isAll = targets.length === columns.length
  return (
    <div className="flex flex-col rounded-xl bg-field shadow-edge has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-accent">
      {(draft.files.length > 0 || hasUploads) && (
        <Attachments conversationId={comparisonId} settings={settings} />
      )}
      <ComposerText
        conversationId={comparisonId}
        text={draft.text}
        label={t('box')}
        placeholder={
          isAll
            ? t(isFirst ? 'placeholder' : 'placeholderReply')
            : t('placeholderOne', { model: nameOf(targets[0]) })
        }
        onKeyDown={onKeyDown}
      />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-3 pt-1 pb-2 phone:p-1.5 phone:pl-0">
        <AttachButton conversationId={comparisonId} />
        {!isBlind && <TargetMenu {...{ columns, targets }} onTarget={setTarget} />}
        <span className="flex-1" />
        {draft.text !== '' && live.length === 0 && <NewLineHint />}
        {!isBlind && (
          <TurnEstimate columns={targets} text={draft.text} hasFiles={draft.files.length > 0} />
        )}
        {live.length > 0 && (
          <StopButton
            onStop={() =>
              stopColumns(
                client,
                columns.map(({ id }) => id),
              )
            }
            isEditing={isEditing}
            label={t('stop', { count: live.length })}
          />
        )}
        <SendButton
          isBusy={false}
          isDisabled={!canSend}
          onSend={send}
          label={
            results > 0 ? loop('sendResults', { count: results }) : isAll ? t('sendAll') : undefined
          }
        />
      </div>
    </div>
  )
}

/** How many results each column holds that have not gone back. */
function useHeldCalls(columns: readonly Column[]): ReadonlyMap<string, number> {
  return useMemo(() => {
    const held = columns.flatMap(({ id, conversation }): [string, number][] => {
      const loop = conversation === undefined ? NO_LOOP : loopOf(conversation)
      return loop.phase === 'held' ? [[id, loop.calls.length]] : []
    })
    return new Map(held)
  }, [columns])
}

const nameOf = (column: Column | undefined) =>
  column?.settings == null ? '' : modelLabel(column.settings.model)

interface TargetProps {
  columns: readonly Column[]
  targets: readonly Column[]
  onTarget: (id: string | null) => void
}

/** Says whom the turn goes to, and changes that. */
function TargetMenu({ columns, targets, onTarget }: TargetProps) {
  const t = useTranslations('compare')
  const isAll = targets.length === columns.length
  const targetWords = isAll
    ? t('toAll', { count: columns.length })
    : t('toOne', { model: nameOf(targets[0]) })
  return (
    <Menu
      label={t('to')}
      align="start"
      trigger={
        <Button aria-label={t('toLabel', { target: targetWords })}>
          {targetWords}
          <ChevronDown aria-hidden size={14} strokeWidth={1.5} className="text-ink-3" />
        </Button>
      }
      actions={[
        {
          label: t('toAll', { count: columns.length }),
          icon: Columns3,
          onSelect: () => onTarget(null),
        },
        ...columns.map((column) => ({
          label: t('toOne', { model: nameOf(column) }),
          icon: Square,
          onSelect: () => onTarget(column.id),
        })),
      ]}
    />
  )
}
