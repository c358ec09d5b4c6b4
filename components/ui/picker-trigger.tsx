import { ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx'
import { fieldClass } from './field'

export const pickerTriggerClass = cx(
  fieldClass,
  'flex min-h-12 min-w-0 items-center justify-between gap-2 px-2.5 py-1.5 text-left phone:min-h-14 phone:px-3',
)

interface Props {
  id?: string
  label: string
  isOpen: boolean
  onOpen: () => void
  /** The pointer or the focus is on it. */
  onNear: () => void
  children: ReactNode
}

/** The closed control of a picker, before it has ever been opened. */
export function PickerTrigger({ id, label, isOpen, onOpen, onNear, children }: Props) {
  return (
    <button
      type="button"
      id={id}
      role="combobox"
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      aria-label={label}
      onClick={onOpen}
      onPointerEnter={onNear}
      onFocus={onNear}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
        event.preventDefault()
        onOpen()
      }}
      className={pickerTriggerClass}
    >
      <span className="min-w-0">{children}</span>
      <span className="shrink-0 text-ink-3">
        <ChevronsUpDown aria-hidden size={14} strokeWidth={1.5} />
      </span>
    </button>
  )
}
