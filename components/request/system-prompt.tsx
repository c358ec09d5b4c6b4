'use client'

import { Lock, Maximize2, Rows3 } from 'lucide-react'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { estimateTokens } from '@/lib/domain/token-estimate'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { GrowingTextarea } from '../ui/growing-textarea'
import { IconButton } from '../ui/icon-button'

interface Props {
  value: string
  /** It can be read, and not changed for now; the panel says why. */
  isLocked: boolean
  onChange: (value: string) => void
  /** Makes blocks of it. */
  onSplit: () => void
}

const ID = 'param-system'
/** Of the button that makes blocks of it, and of that which makes one text of them. */
export const SPLIT_ID = 'system-split'
export const JOIN_ID = 'system-join'

/** The system prompt, as high as its text up to half the screen; the whole screen on demand. */
export function SystemPrompt({ value, isLocked, onChange, onSplit }: Props) {
  const t = useTranslations('request')
  const blocks = useTranslations('systemBlocks')
  const [isFull, setIsFull] = useState(false)
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center justify-between gap-2 text-ink-3 text-small">
        <label htmlFor={ID} className="flex items-center gap-1.5 phone:text-title">
          {isLocked && <Lock aria-hidden size={14} strokeWidth={1.5} />}
          {t('system')}
        </label>
        <span className="-my-1.5 flex items-center gap-1 phone:text-title">
          <Count text={value} />
          <IconButton
            id={SPLIT_ID}
            label={blocks('split')}
            icon={Rows3}
            iconSize={14}
            disabled={isLocked}
            onClick={onSplit}
            className="-mr-1"
          />
          <IconButton
            label={t('expandSystem')}
            icon={Maximize2}
            iconSize={14}
            onClick={() => setIsFull(true)}
            className="-mr-1.5"
          />
        </span>
      </div>
      <GrowingTextarea
        id={ID}
        value={value}
        placeholder={t('systemPlaceholder')}
        readOnly={isLocked}
        onChange={(event) => onChange(event.target.value)}
        textClass="px-2.5 py-1.5 text-ui phone:px-3 phone:py-2.5 phone:text-reading"
        className="fade max-h-[50dvh] min-h-14 rounded-md bg-field shadow-edge has-focus-visible:outline-2 has-focus-visible:outline-accent has-[textarea:read-only]:text-ink-3"
      />
      <FullScreen {...{ value, isLocked, onChange }} isOpen={isFull} onOpenChange={setIsFull} />
    </div>
  )
}

/** How long it is: characters as people count them, tokens by a guess. */
function Count({ text: typed }: { text: string }) {
  const t = useTranslations('request')
  // Of a long text it takes longer than a key may.
  const text = useDeferredValue(typed)
  const counts = useMemo(
    () => ({ characters: [...text].length, tokens: estimateTokens([{ type: 'text', text }]) }),
    [text],
  )
  const separator = t('listSeparator')
  const characters = t('characters', { count: counts.characters })
  if (text === '') return <span>{characters}</span>
  return <span>{`${characters}${separator}${t('systemTokens', { count: counts.tokens })}`}</span>
}

interface FullProps extends Omit<Props, 'onSplit'> {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** The same text, with room for a long one. */
function FullScreen({ value, isLocked, onChange, isOpen, onOpenChange }: FullProps) {
  const t = useTranslations('request')
  const box = useRef<HTMLTextAreaElement>(null)
  return (
    <Dialog
      title={t('system')}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      initialFocus={box}
      isFull
      end={
        <span className="flex items-center gap-3 text-ink-3 text-small">
          <Count text={value} />
          <Button onClick={() => onOpenChange(false)}>{t('doneEditing')}</Button>
        </span>
      }
    >
      <textarea
        ref={box}
        aria-label={t('system')}
        value={value}
        placeholder={t('systemPlaceholder')}
        readOnly={isLocked}
        onChange={(event) => onChange(event.target.value)}
        className="min-h-0 flex-1 resize-none rounded-b-xl bg-transparent px-5 pb-5 text-reading outline-none phone:px-4"
      />
    </Dialog>
  )
}
