import { ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx'
import { fieldClass } from './field'

export const pickerTriggerClass = cx(
  fieldClass,
  'flex min-h-12 min-w-0 items-center justify-between gap-2 px-2.5 py-1.5 text-left phone:min-h-14 phone:px-3',
)

/** Text with the sign of a list: it stands in a line of its own, such as the head of a column. */
export const plainTriggerClass =
  'fade flex min-h-7 min-w-0 max-w-full items-center gap-1.5 rounded-md text-left hover:text-accent phone:min-h-11'

interface Props {
  id?: string | undefined
  isPlain?: boolean | undefined
  label: string
  isOpen: boolean
  onOpen: () => void
  /** The pointer or the focus is on it. */
  onNear: () => void
  children: ReactNode
}

/** The closed control of a picker, before it has ever been opened. */
export function PickerTrigger(props: Props) {
  const { id, label, isOpen, onOpen, onNear, children } = props
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
      className={props.isPlain === true ? plainTriggerClass : pickerTriggerClass}
    >
      <span className="min-w-0">{children}</span>
      <span className="shrink-0 text-ink-3">
        <ChevronsUpDown aria-hidden size={14} strokeWidth={1.5} />
      </span>
    </button>
  )
}
