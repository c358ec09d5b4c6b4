'use client'

import { Autocomplete } from '@base-ui/react/autocomplete'
import { Search, X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useShell } from '../shell/shell-context'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { isTakenByInputMethod } from '../ui/input-method'
import { LiveIcon } from '../ui/live-icon'
import { Overlay } from '../ui/overlay'
import type { PaletteGroup, PaletteItem } from './palette-item'
import { PaletteRow } from './palette-row'
import { useActionItems } from './use-action-items'
import { useConversationItems } from './use-conversation-items'
import { useModelItems } from './use-model-items'

/** Closer than this to the end of what is found, more is fetched, px. */
const AHEAD = 400
/** So many conversations stand before the actions that are found as well; the others come after them. */
const FIRST = 6

/** A search over every conversation and every action, and what it finds. */
export function PaletteSheet({ isOpen }: { isOpen: boolean }) {
  const t = useTranslations('palette')
  const { overlay, setOverlay } = useShell()
  const input = useRef<HTMLInputElement>(null)
  const { count, isOfModels } = useOpening(isOpen, overlay === 'models')
  return (
    <Overlay
      label={t('label')}
      isOpen={isOpen}
      onOpenChange={(open) => !open && setOverlay(null)}
      initialFocus={input}
      className="max-w-140"
    >
      <Body key={count} input={input} isOfModels={isOfModels} />
    </Overlay>
  )
}

/** Each opening is a search of its own; one that closes stays as it was until it has gone. */
function useOpening(isOpen: boolean, isOfModels: boolean) {
  const [last, setLast] = useState({ isOpen: false, count: 0, isOfModels })
  if (isOpen === last.isOpen && (!isOpen || isOfModels === last.isOfModels)) return last
  const next = isOpen ? { isOpen, count: last.count + 1, isOfModels } : { ...last, isOpen }
  setLast(next)
  return next
}

interface BodyProps {
  input: RefObject<HTMLInputElement | null>
  isOfModels: boolean
}

function Body({ input, isOfModels }: BodyProps) {
  const t = useTranslations('palette')
  const common = useTranslations('common')
  const { setOverlay } = useShell()
  const [query, setQuery] = useState('')
  // Opened again before it had gone, it is no new dialog, which would give the focus away itself.
  // A new one first notes where the focus was, to give it back.
  useEffect(() => {
    const frame = requestAnimationFrame(() => input.current?.focus())
    return () => cancelAnimationFrame(frame)
  }, [input])
  const found = useConversationItems(query)
  const actions = useActionItems(query)
  const models = useModelItems(query)
  const hasQuery = query.trim() !== ''
  const isShared = hasQuery && actions.length + models.length > 0
  const first = isShared ? FIRST : found.items.length
  const groups: PaletteGroup[] = isOfModels
    ? [{ value: 'models', items: models }]
    : [
        { value: hasQuery ? 'conversations' : 'recent', items: found.items.slice(0, first) },
        { value: 'actions', items: actions },
        { value: 'models', items: hasQuery ? models : [] },
        { value: 'more', items: found.items.slice(first) },
      ]
  const shown = groups.filter(({ items }) => items.length > 0)
  const choose = (item: PaletteItem) => {
    // First: what it does may open something else in its place.
    setOverlay(null)
    item.act()
  }
  const label = t(isOfModels ? 'searchModels' : 'search')
  // Letters that an input method still holds choose nothing.
  const leaveToInputMethod = (event: KeyboardEvent) => {
    if (isTakenByInputMethod(event.nativeEvent)) event.stopPropagation()
  }
  return (
    <Autocomplete.Root
      open
      inline
      mode="none"
      autoHighlight="always"
      keepHighlight
      items={shown}
      value={query}
      onValueChange={setQuery}
      itemToStringValue={(item: PaletteItem) => item.text}
    >
      <div
        onKeyDownCapture={leaveToInputMethod}
        className="flex h-11 shrink-0 items-center gap-2.5 border-line border-b px-4"
      >
        <Search aria-hidden size={16} strokeWidth={1.5} className="shrink-0 text-ink-3" />
        <Autocomplete.Input
          ref={input}
          aria-label={label}
          placeholder={label}
          maxLength={200}
          className="h-full min-w-0 flex-1 bg-transparent text-title outline-none phone:text-reading"
        />
        {found.isSearching && !isOfModels && (
          <span role="status" aria-label={t('searching')} className="text-ink-3">
            <LiveIcon size={14} />
          </span>
        )}
        <IconButton
          label={common('close')}
          icon={X}
          onClick={() => setOverlay(null)}
          className="-mr-3 md:hidden"
        />
      </div>
      {!isOfModels && found.error !== null && <Failed onRetry={found.retry} />}
      <Autocomplete.Empty className="px-4 py-3 text-ink-3 text-ui empty:p-0">
        {found.isSearching ? t('searching') : t('nothing', { query: query.trim() })}
      </Autocomplete.Empty>
      <Autocomplete.List
        onScroll={({ currentTarget: frame }) => {
          if (frame.scrollHeight - frame.scrollTop - frame.clientHeight < AHEAD) found.more()
        }}
        className="max-h-104 min-h-0 flex-1 scroll-py-1 overflow-y-auto overscroll-contain rounded-b-xl p-1 outline-none empty:p-0"
      >
        {(group: PaletteGroup) => (
          <Autocomplete.Group key={group.value} items={group.items} className="not-first:pt-1">
            <Autocomplete.GroupLabel className="px-2.5 py-1 text-ink-3 text-small">
              {t(`groups.${group.value}`)}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(item: PaletteItem) => (
                <PaletteRow key={item.key} item={item} onChoose={() => choose(item)} />
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  )
}

function Failed({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations()
  return (
    <div role="alert" className="flex items-center justify-between gap-2 px-3.5 pt-2 text-ui">
      <span className="text-bad">{t('palette.failed')}</span>
      <Button variant="quiet" onClick={onRetry}>
        {t('common.retry')}
      </Button>
    </div>
  )
}
