import { ChevronRight } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { cx } from '../ui/cx'

interface Props {
  /** The line that is always there. */
  head: ReactNode
  headClass?: string
  /** How it stands until somebody opens or folds it. */
  startsOpen?: boolean
  /** Drawn only while open. */
  children: () => ReactNode
}

/** A line that folds out what belongs to it. */
export function Disclosure({ head, headClass, startsOpen = false, children }: Props) {
  const [choice, setChoice] = useState<boolean | null>(null)
  const isOpen = choice ?? startsOpen
  const id = useId()
  return (
    <>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setChoice(!isOpen)}
        className={cx('fade flex w-full items-center gap-2 rounded-md text-left', headClass)}
      >
        <ChevronRight
          aria-hidden
          size={14}
          strokeWidth={1.5}
          className={cx('shrink-0 text-ink-3 transition-transform', isOpen && 'rotate-90')}
        />
        {head}
      </button>
      <div id={id}>{isOpen && children()}</div>
    </>
  )
}
