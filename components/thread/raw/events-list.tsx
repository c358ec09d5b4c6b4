import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { RawEvent } from '@/lib/domain/raw-events'
import { isRecord, parseRecord } from '@/lib/wire/json'
import { Button } from '../../ui/button'
import { cx } from '../../ui/cx'
import { LongText } from '../../ui/long-text'

/** Events drawn at once: an answer may have tens of thousands. */
const PAGE = 200
const LINE_CHARACTERS = 200

/** The events of a stream as they were received: when, which, and what they carried. */
export function EventsList({ events }: { events: readonly RawEvent[] }) {
  const t = useTranslations('chat.raw')
  const [shown, setShown] = useState(PAGE)
  const left = events.length - shown
  return (
    <>
      <ol className="mt-3 font-mono text-[12px] leading-5">
        {events.slice(0, shown).map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events have no name of their own and never change
          <EventRow key={index} event={event} />
        ))}
      </ol>
      {left > 0 && (
        <Button className="mt-3" onClick={() => setShown(shown + 5 * PAGE)}>
          {t('moreEvents', { count: left })}
        </Button>
      )}
    </>
  )
}

function EventRow({ event: { at, name, data } }: { event: RawEvent }) {
  const t = useTranslations('chat')
  const format = useFormatter()
  const [isOpen, setOpen] = useState(false)
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
  return (
    <li>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="fade flex w-full items-center gap-2 rounded-sm text-left hover:bg-hover phone:min-h-11"
      >
        <ChevronRight
          aria-hidden
          size={12}
          className={cx('shrink-0 text-ink-3', isOpen && 'rotate-90')}
        />
        <span className="w-20 shrink-0 text-right text-ink-3">
          {at !== null && t('milliseconds', { value: format.number(at, digits) })}
        </span>
        <span className="shrink-0 text-ink-2">{name}</span>
        <span className="min-w-0 truncate text-ink-3">
          {gistOf(data).slice(0, LINE_CHARACTERS)}
        </span>
      </button>
      {isOpen && (
        <div className="mb-1 ml-5 rounded-lg bg-sunken px-3 py-2">
          <LongText text={pretty(data)} />
        </div>
      )}
    </li>
  )
}

/** What an event holds beside its name, which stands before it; of a delta what it adds. */
function gistOf(data: string): string {
  const body = parseRecord(data)
  if (body === null) return data
  const { type, ...rest } = body
  const { index, delta } = rest
  if (type !== 'content_block_delta' || !isRecord(delta)) return JSON.stringify(rest)
  const { type: _kind, ...added } = delta
  const values = Object.values(added)
  return `${String(index)} ${JSON.stringify(values.length === 1 ? values[0] : added)}`
}

function pretty(data: string): string {
  try {
    return JSON.stringify(JSON.parse(data), null, 2)
  } catch {
    return data
  }
}
