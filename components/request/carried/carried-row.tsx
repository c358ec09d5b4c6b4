'use client'

import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { CarriedItem } from '@/lib/domain/carried-items'
import { isRecord } from '@/lib/wire/json'
import { focusLater } from '../../shell/focus-later'
import { Disclosure } from '../../thread/disclosure'
import { IconButton } from '../../ui/icon-button'
import { isContainer, summarize } from '../../ui/json-summary'
import { JsonTree } from '../../ui/json-tree'

interface Props {
  item: CarriedItem
  /** It is back by its Undo, in whose place it stands. */
  takesFocus: boolean
  onRemove: () => void
}

/** No line of a panel is longer. */
const LONGEST_LINE = 200

/** One thing that is carried: its name on the wire, its value in a line or folded out, its end. */
export function CarriedRow({ item, takesFocus, onRemove }: Props) {
  const t = useTranslations('carried')
  const { kind, name, value } = item
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (takesFocus) focusLater(() => button.current)
  }, [takesFocus])
  const line = kind === 'field' ? lineOf(value) : String(value)
  const count = Array.isArray(value) ? ` [${value.length}]` : ''
  const isShort = !isContainer(value) && line.length <= 24
  const head = (
    <span className="flex min-w-0 flex-1 items-baseline gap-2 font-mono text-small phone:text-title">
      <span className="max-w-full shrink-0 truncate">
        {name}
        <span className="text-ink-3">{count}</span>
      </span>
      <span className="min-w-0 truncate text-ink-3">{line}</span>
    </span>
  )
  return (
    <li className="flex items-start">
      <div className="min-w-0 flex-1">
        {isShort ? (
          <p className="flex min-h-7 items-center pr-1.5 pl-7 phone:min-h-11">{head}</p>
        ) : (
          <Disclosure head={head} headClass="min-h-7 px-1.5 hover:bg-hover phone:min-h-11">
            {() => (
              <div className="max-h-80 overflow-y-auto pt-1 pb-2 pl-7">
                <JsonTree value={value} open={2} className="-ml-[2ch]" />
              </div>
            )}
          </Disclosure>
        )}
      </div>
      <IconButton
        ref={button}
        label={t('remove', { name: kind === 'beta' || kind === 'query' ? line : name })}
        icon={X}
        iconSize={14}
        onClick={onRemove}
      />
    </li>
  )
}

/** A value in a line: of a list of blocks or tools what they are called, or what they say. */
function lineOf(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return summarize(value)
  const words = value.map((one: unknown) =>
    isRecord(one) ? (one.name ?? one.text ?? one.type) : null,
  )
  if (!words.every((word) => typeof word === 'string')) return summarize(value)
  return words.join(', ').slice(0, LONGEST_LINE)
}
