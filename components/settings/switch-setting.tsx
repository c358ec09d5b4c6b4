'use client'

import { type ReactNode, useId } from 'react'
import { Switch } from '../ui/switch'

interface Props {
  /** Its name. */
  label: string
  /** The name as it is shown, where code stands in it. */
  shown?: ReactNode
  /** What it does. */
  text: ReactNode
  isOn: boolean
  onChange: (isOn: boolean) => void
}

/** A switch with its name and what it does. */
export function SwitchSetting({ label, shown = label, text, isOn, onChange }: Props) {
  const textId = useId()
  return (
    <div className="flex max-w-160 items-start gap-2.5">
      <span className="flex h-5 items-center phone:h-7">
        <Switch label={label} isOn={isOn} describedBy={textId} onChange={onChange} />
      </span>
      <div className="min-w-0">
        <p aria-hidden className="text-ui phone:text-column">
          {shown}
        </p>
        <p id={textId} className="wrap-anywhere text-ink-3 text-small">
          {text}
        </p>
      </div>
    </div>
  )
}
