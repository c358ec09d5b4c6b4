'use client'

import { type ReactNode, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { ExactNumber } from '@/lib/domain/code/exact-json'
import { cx } from './cx'
import { entriesOf, hasParts, isContainer, scalar, summarize } from './json-summary'

/** Parts of one object that are drawn at once, and characters of one string. */
const PAGE = 100
const SHOWN_CHARACTERS = 1000

interface Props {
  value: unknown
  /** Levels that are open from the start. */
  open?: number
  /** What is wrong with a part, by its path: names and indexes joined by dots. */
  marks?: ReadonlyMap<string, string>
  className?: string
}

const NO_MARKS: ReadonlyMap<string, string> = new Map()

/** JSON that folds. Only what is open is drawn, a long list by the page, so that size costs nothing. */
export function JsonTree({ value, open = 1, marks = NO_MARKS, className }: Props) {
  return (
    <div className={cx('wrap-anywhere font-mono text-[12px] leading-5', className)}>
      {hasParts(value) ? (
        <Parts value={value} open={open} marks={marks} path="" isTop />
      ) : (
        <Leaf value={value} />
      )}
    </div>
  )
}

interface PartsProps {
  value: object
  open: number
  marks: ReadonlyMap<string, string>
  /** Of the value itself. */
  path: string
  isTop: boolean
}

function Parts({ value, open, marks, path, isTop }: PartsProps) {
  const t = useTranslations('common')
  const [shown, setShown] = useState(PAGE)
  const entries = entriesOf(value)
  const longest = Math.max(...entries.slice(0, PAGE).map(([name]) => name.length))
  // The values of the first level stand in one column.
  const width = isTop && !Array.isArray(value) ? `${Math.min(longest, 18) + 2}ch` : undefined
  const left = entries.length - shown
  return (
    <ul>
      {entries.slice(0, shown).map(([name, inner], place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place, its name may come twice
        <li key={place}>
          <Part
            name={Array.isArray(value) ? name : `${name}:`}
            value={inner}
            open={open - 1}
            width={width}
            marks={marks}
            path={path === '' ? name : `${path}.${name}`}
          />
        </li>
      ))}
      {left > 0 && (
        <li>
          <More onClick={() => setShown(shown + PAGE)}>{t('moreParts', { count: left })}</More>
        </li>
      )}
    </ul>
  )
}

function Mark({ text }: { text: string }) {
  return <span className="ml-2 shrink-0 font-sans text-bad text-small">{text}</span>
}

interface PartProps {
  name: string
  value: unknown
  open: number
  width: string | undefined
  marks: ReadonlyMap<string, string>
  path: string
}

function Part({ name, value, open, width, marks, path }: PartProps) {
  const mark = marks.get(path)
  const [isOpen, setOpen] = useState(open > 0)
  if (!hasParts(value)) {
    return (
      <div className="flex pl-[2ch]">
        <Name name={name.endsWith(':') ? name : `${name}:`} width={width} />
        <Leaf value={value} />
        {mark !== undefined && <Mark text={mark} />}
      </div>
    )
  }
  const count = Array.isArray(value) ? ` [${value.length}]` : ''
  return (
    <>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="fade flex w-full rounded-sm text-left hover:bg-hover phone:min-h-11 phone:items-center"
      >
        <span aria-hidden className="w-[2ch] shrink-0 text-ink-3">
          {isOpen ? '▾' : '▸'}
        </span>
        {isOpen ? (
          <span className="text-ink-2">
            {name.replace(/:$/, '')}
            <span className="text-ink-3">{count}</span>
            {mark !== undefined && <Mark text={mark} />}
          </span>
        ) : (
          <>
            <Name name={name} width={width} />
            <span className="min-w-0 truncate text-ink-3">{summarize(value)}</span>
            {mark !== undefined && <Mark text={mark} />}
          </>
        )}
      </button>
      {isOpen && (
        <div className="pl-[2ch]">
          <Parts value={value} open={open} marks={marks} path={path} isTop={false} />
        </div>
      )}
    </>
  )
}

function Name({ name, width }: { name: string; width: string | undefined }) {
  return (
    <span className="mr-[1ch] shrink-0 text-ink-2" style={{ minWidth: width }}>
      {name}
    </span>
  )
}

const TONES: Readonly<Record<string, string>> = { string: 'text-c-str', number: 'text-c-num' }

function Leaf({ value }: { value: unknown }) {
  const t = useTranslations('common')
  const format = useFormatter()
  const [isWhole, setWhole] = useState(false)
  const type = value instanceof ExactNumber ? 'number' : typeof value
  const { length } =
    typeof value === 'string' ? value : value instanceof ExactNumber ? value.text : ''
  const isLong = length > SHOWN_CHARACTERS && !isWhole
  return (
    <span className="min-w-0">
      <span className={cx('whitespace-pre-wrap', TONES[type] ?? 'text-c-key')}>
        {isContainer(value)
          ? summarize(value)
          : scalar(value, isLong ? SHOWN_CHARACTERS : Number.POSITIVE_INFINITY)}
      </span>
      {isLong && (
        <More onClick={() => setWhole(true)}>
          {t('wholeText', { count: format.number(length) })}
        </More>
      )}
    </span>
  )
}

function More({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="fade ml-[2ch] rounded-sm font-sans text-accent text-small hover:text-accent-hover phone:min-h-11"
    >
      {children}
    </button>
  )
}
