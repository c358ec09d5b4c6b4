import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react'
import { bringTyped, typeText } from '@/lib/client/outgoing'
import { setDraft } from '@/lib/client/stores/drafts'
import { cx } from '../ui/cx'
import { GrowingTextarea } from '../ui/growing-textarea'
import { usePaste } from './attachments/use-paste'
import { COMPOSER_ID, focusComposer } from './focus-composer'

interface Props {
  /** Null = the new conversation. */
  conversationId: string | null
  text: string
  label: string
  placeholder: string
  describedBy?: string
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void
  /** Of the text. */
  className?: string
}

/** The box: it has the focus when it comes, unless somebody writes elsewhere, and what was typed into it before. */
export function ComposerText({ conversationId, text, label, className, ...props }: Props) {
  const box = useRef<HTMLTextAreaElement>(null)
  const onPaste = usePaste(conversationId)
  // What was typed before the page came alive stands in the box and in no state yet.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the first drawing can find such text
  useEffect(() => {
    const typed = box.current?.value ?? ''
    if (text === '' && typed !== '') setDraft(conversationId, { text: typed })
  }, [])
  // Before anybody sees the box without it.
  useLayoutEffect(() => bringTyped(conversationId), [conversationId])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation is another box
  useEffect(() => {
    // Who writes elsewhere meanwhile (a new name in the sidebar), or has opened a list, is left there.
    const isBusy = document.activeElement?.matches('input, textarea, [aria-expanded=true]') ?? false
    if (!isBusy) focusComposer()
  }, [conversationId])
  return (
    <GrowingTextarea
      ref={box}
      id={COMPOSER_ID}
      value={text}
      aria-label={label}
      aria-describedby={props.describedBy}
      placeholder={props.placeholder}
      onChange={(event) => typeText(conversationId, event.target.value)}
      onKeyDown={props.onKeyDown}
      onPaste={onPaste}
      textClass={cx('px-3 pt-3 pb-1 text-reading', className)}
      className="max-h-[40dvh] min-w-0 flex-1"
    />
  )
}
