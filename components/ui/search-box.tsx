import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { cx } from './cx'
import { fieldClass } from './field'

/** So long after the last letter a search begins, ms. */
const TYPING_MS = 250

interface Props {
  label: string
  placeholder: string
  /** What is searched for now, as the address says it. */
  asked: string
  onSearch: (text: string) => void
  className?: string
}

/** A field whose text filters a list a moment after it was typed. */
export function SearchBox({ label, placeholder, asked, onSearch, className }: Props) {
  const [text, setText] = useState(asked)
  const [last, setLast] = useState(asked)
  // Cleared elsewhere, or another address.
  if (asked !== last) {
    setLast(asked)
    setText(asked)
  }
  useEffect(() => {
    if (text === last) return
    const timer = setTimeout(() => {
      setLast(text)
      onSearch(text)
    }, TYPING_MS)
    return () => clearTimeout(timer)
  }, [text, last, onSearch])
  return (
    <label
      className={cx(
        fieldClass,
        'flex h-7 w-auto! min-w-36 flex-1 items-center gap-2 px-2.5 phone:h-11',
        className,
      )}
    >
      <Search aria-hidden size={14} strokeWidth={1.5} className="shrink-0 text-ink-3" />
      <input
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.target.value)}
        className="h-full min-w-0 flex-1 bg-transparent text-ui outline-none [&::-webkit-search-cancel-button]:hidden phone:text-reading"
      />
    </label>
  )
}
