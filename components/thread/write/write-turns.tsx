import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleX, Lock, Plus, TriangleAlert } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { conversationQuery } from '@/lib/client/queries/conversations'
import { setDraft, useWritten } from '@/lib/client/stores/drafts'
import { useLoop } from '@/lib/client/use-loop'
import { branchTo, changeWritten, closeWritten, saveWritten } from '@/lib/client/write-turns'
import type { ChatSettings } from '@/lib/domain/conversation'
import { blankTurn, isUnchanged, type WrittenTurn } from '@/lib/domain/written-turns'
import { isApiError } from '@/lib/wire/errors'
import { focusComposer } from '../../composer/focus-composer'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { useErrorWords } from '../../ui/use-error-words'
import { WrittenRow } from './written-row'

interface Props {
  /** Null = the new conversation, which begins with them. */
  conversationId: string | null
  settings: ChatSettings
}

/** The turns of a branch as a list to be changed; saved, they are a branch of their own. */
export function WriteTurns({ conversationId, settings }: Props) {
  const t = useTranslations('writeTurns')
  const client = useQueryClient()
  const written = useWritten(conversationId)
  return (
    <Dialog
      title={t('title')}
      isOpen={written?.isOpen === true}
      onOpenChange={(isOpen) => !isOpen && closeWritten(client, conversationId)}
      isFull
    >
      {written !== null && <Turns {...{ conversationId, settings }} turns={written.turns} />}
    </Dialog>
  )
}

function Turns({ conversationId, settings, turns }: Props & { turns: readonly WrittenTurn[] }) {
  const t = useTranslations('writeTurns')
  const { data } = useQuery({
    ...conversationQuery(conversationId ?? ''),
    enabled: conversationId !== null,
  })
  const headId = useWritten(conversationId)?.headId ?? null
  const before = useMemo(() => branchTo(data, headId), [data, headId])
  const runs = useMemo(() => new Map((data?.runs ?? []).map((run) => [run.id, run])), [data])
  const [added, setAdded] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const change = (next: readonly WrittenTurn[]) => changeWritten(conversationId, next)
  const insert = (at: number) => {
    const turn = blankTurn(turns[at - 1]?.role === 'user' ? 'assistant' : 'user')
    setAdded(turn.id)
    change(turns.toSpliced(at, 0, turn))
  }
  return (
    <>
      <div
        // What is being saved is what was there when that was asked for.
        inert={isBusy}
        className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto px-5 pb-4 phone:px-4"
      >
        <p className="text-ink-3 text-small phone:text-title">{t('hint')}</p>
        {data !== undefined && data.headId !== headId && (
          <p className="flex items-start gap-1.5 text-small text-warn phone:text-title">
            <TriangleAlert aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
            {t('movedOn')}
          </p>
        )}
        <ol className="flex flex-col gap-2">
          {turns.map((turn, index) => (
            <WrittenRow
              key={turn.id}
              turn={turn}
              source={data?.messages.find(({ id }) => id === turn.copyOf)}
              runs={runs}
              place={{ index, count: turns.length }}
              takesFocus={turn.id === added}
              onChange={(next) => change(turns.with(index, next))}
              onMove={(by) => change(moved(turns, index, by))}
              onInsert={() => insert(index + 1)}
              onRemove={() => change(turns.toSpliced(index, 1))}
            />
          ))}
        </ol>
        <Button
          className="self-start"
          icon={<Plus aria-hidden size={16} />}
          onClick={() => insert(turns.length)}
        >
          {t('add')}
        </Button>
      </div>
      <Foot
        {...{ conversationId, settings, isBusy, setBusy }}
        isSavable={turns.length > 0 && !isUnchanged(before, turns) && turns.every(isWritten)}
      />
    </>
  )
}

/** A turn of which nothing is left cannot be sent. */
function isWritten({ copyOf, texts }: WrittenTurn): boolean {
  return copyOf !== null || (texts ?? []).some((text) => text.trim() !== '')
}

function moved(turns: readonly WrittenTurn[], index: number, by: -1 | 1): WrittenTurn[] {
  return turns.toSpliced(index, 1).toSpliced(index + by, 0, ...turns.slice(index, index + 1))
}

interface FootProps extends Props {
  isSavable: boolean
  isBusy: boolean
  setBusy: (isBusy: boolean) => void
}

function Foot({ conversationId, settings, isSavable, isBusy, setBusy }: FootProps) {
  const t = useTranslations('writeTurns')
  const loop = useTranslations('loop')
  const client = useQueryClient()
  const errorWords = useErrorWords()
  const { isLocked } = useLoop(conversationId)
  const [failure, setFailure] = useState<string | null>(null)
  const save = async () => {
    setBusy(true)
    setFailure(null)
    try {
      await saveWritten(client, conversationId, settings)
      focusComposer()
    } catch (error) {
      if (!isApiError(error)) throw error
      setFailure(errorWords(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="flex shrink-0 flex-wrap items-center justify-end gap-2 border-line border-t px-5 py-3 phone:px-4">
      <p role="alert" className="mr-auto flex items-start gap-1.5 text-small phone:w-full">
        {failure !== null && (
          <>
            <CircleX aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0 text-bad" />
            <span className="text-bad" data-user-text>
              {failure}
            </span>
          </>
        )}
        {failure === null && isLocked && (
          <>
            <Lock aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0 text-ink-3" />
            <span className="text-ink-3">{loop('locked')}</span>
          </>
        )}
      </p>
      <Button
        variant="quiet"
        disabled={isBusy}
        onClick={() => setDraft(conversationId, { written: null })}
      >
        {t('discard')}
      </Button>
      <Button
        variant="primary"
        disabled={!isSavable || isLocked}
        busy={isBusy && t('saving')}
        onClick={() => void save()}
      >
        {t(conversationId === null ? 'begin' : 'save')}
      </Button>
    </div>
  )
}
