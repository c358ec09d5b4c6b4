'use client'

import { CircleX, Plus, X } from 'lucide-react'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { refusalOf } from '@/lib/domain/judge'
import { controlId } from '@/lib/domain/parameters'
import { isSendKey } from '../composer/enter-key'
import { GrowingTextarea } from '../ui/growing-textarea'
import { IconButton } from '../ui/icon-button'
import type { Panel } from './panel'
import { ParameterRow } from './parameter-row'
import { Refusal } from './refusal'

const MOST = 64
const LONGEST = 1000

/** Texts at which the answer ends, as chips. Enter adds what is typed, with Shift it breaks the line; Backspace takes the last away. */
export function StopSequences({ panel }: { panel: Panel }) {
  const t = useTranslations('request.stops')
  const { settings, facts, change } = panel
  const sequences = settings.stopSequences
  const reasonId = useId()
  const add = useRef<HTMLButtonElement>(null)
  const [isAdding, setIsAdding] = useState(false)
  const reason = refusalOf('stopSequences', settings, facts)
  const remove = (sequence: string) =>
    change({ stopSequences: sequences.filter((other) => other !== sequence) })
  return (
    <ParameterRow
      field="stopSequences"
      isChanged={sequences.length > 0}
      isWithheld={reason !== null}
      modelName={facts.label}
      onReset={() => change({ stopSequences: [] })}
      end={
        <IconButton
          id={controlId('stopSequences')}
          ref={add}
          label={t('add')}
          icon={Plus}
          onClick={() => setIsAdding(true)}
        />
      }
    >
      {sequences.length > 0 && (
        <ul className="flex flex-wrap gap-1 pb-1">
          {sequences.map((sequence) => (
            <Chip key={sequence} sequence={sequence} onRemove={() => remove(sequence)} />
          ))}
        </ul>
      )}
      {isAdding && (
        <NewSequence
          known={sequences}
          onAdd={(sequence) => change({ stopSequences: [...sequences, sequence] })}
          onRemoveLast={() => change({ stopSequences: sequences.slice(0, -1) })}
          onDone={(isByKey) => {
            setIsAdding(false)
            if (isByKey) add.current?.focus()
          }}
        />
      )}
      {reason !== null && (
        <Refusal id={reasonId} field="stopSequences" reason={reason} panel={panel} />
      )}
    </ParameterRow>
  )
}

/** White space is shown by its signs: a chip with nothing in it would say nothing. */
const visible = (text: string) =>
  text
    .replaceAll('\n', '↵')
    .replaceAll('\t', '⇥')
    .replace(/^ +| +$/g, (run) => '␣'.repeat(run.length))

function Chip({ sequence, onRemove }: { sequence: string; onRemove: () => void }) {
  const t = useTranslations('request.stops')
  return (
    <li className="inline-flex h-6 min-w-0 max-w-full items-center rounded-sm bg-field pl-2 font-mono text-small shadow-edge phone:h-11 phone:text-title">
      <span className="truncate">{visible(sequence)}</span>
      <IconButton
        label={t('remove', { sequence: visible(sequence) })}
        icon={X}
        iconSize={12}
        onClick={onRemove}
        className="size-6"
      />
    </li>
  )
}

interface NewProps {
  known: readonly string[]
  onAdd: (sequence: string) => void
  onRemoveLast: () => void
  onDone: (isByKey: boolean) => void
}

function NewSequence({ known, onAdd, onRemoveLast, onDone }: NewProps) {
  const t = useTranslations('request.stops')
  const errorId = useId()
  const [text, setText] = useState('')
  const [error, setError] = useState<'blank' | 'duplicate' | 'tooMany' | null>(null)
  const problem = () => {
    if (text.trim() === '') return 'blank'
    if (known.includes(text)) return 'duplicate'
    return known.length >= MOST ? 'tooMany' : null
  }
  const commit = () => {
    const found = problem()
    setError(found)
    if (found !== null) return false
    onAdd(text)
    setText('')
    return true
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { key, keyCode, shiftKey, altKey, nativeEvent } = event
    const { isComposing } = nativeEvent
    if (isComposing || keyCode === 229) return
    if (key === 'Escape') {
      event.stopPropagation()
      onDone(true)
    } else if (key === 'Backspace' && text === '') {
      onRemoveLast()
    } else if (isSendKey({ key, keyCode, shiftKey, altKey, isComposing })) {
      event.preventDefault()
      commit()
    }
  }
  return (
    <div className="pb-1">
      {/* Of several lines: one of text alone would make a space of each break that is pasted. */}
      <GrowingTextarea
        autoFocus
        aria-label={t('field')}
        aria-invalid={error !== null || undefined}
        aria-describedby={errorId}
        value={text}
        maxLength={LONGEST}
        placeholder={t('hint')}
        onChange={(event) => {
          setText(event.target.value)
          setError(null)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (text === '' || commit()) onDone(false)
        }}
        textClass="px-2 py-1 font-mono text-ink text-small phone:py-2.5 phone:text-reading"
        className="max-h-28 min-h-7 rounded-md bg-field shadow-edge has-aria-invalid:shadow-edge-bad has-focus-visible:outline-2 has-focus-visible:outline-accent phone:min-h-11"
      />
      <p
        id={errorId}
        role="alert"
        className="flex items-start gap-1.5 pt-1 text-bad text-small empty:hidden"
      >
        {error !== null && (
          <>
            <CircleX aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
            {t(error, { max: MOST })}
          </>
        )}
      </p>
    </div>
  )
}
