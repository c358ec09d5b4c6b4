'use client'

import { Switch as Base } from '@base-ui/react/switch'

interface Props {
  id?: string
  label: string
  isOn: boolean
  isDisabled?: boolean
  describedBy?: string | undefined
  onChange: (isOn: boolean) => void
}

/** On or off. The word for the state stands beside it. */
export function Switch({ id, label, isOn, isDisabled = false, describedBy, onChange }: Props) {
  return (
    <Base.Root
      {...(id === undefined ? {} : { id })}
      aria-label={label}
      aria-describedby={describedBy}
      checked={isOn}
      disabled={isDisabled}
      onCheckedChange={(checked) => onChange(checked)}
      className="fade relative inline-flex h-4 w-7 shrink-0 items-center rounded-full bg-line-strong p-0.5 after:absolute after:-inset-1.5 data-checked:bg-accent data-disabled:bg-ink-4! phone:h-7 phone:w-12 phone:p-1"
    >
      <Base.Thumb className="size-3 rounded-full bg-bg transition-[translate] duration-120 data-checked:translate-x-3 phone:size-5 phone:data-checked:translate-x-5" />
    </Base.Root>
  )
}
