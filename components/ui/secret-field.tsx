'use client'

import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { cx } from './cx'
import { IconButton } from './icon-button'
import { TextField } from './text-field'

interface Props extends Omit<ComponentProps<typeof TextField>, 'type'> {
  /** Names of the button that shows what was typed. */
  showLabel: string
  hideLabel: string
}

/** A field for a secret, inside a Field: dots until somebody wants to see it; nothing remembers it. */
export function SecretField({ showLabel, hideLabel, className, ...props }: Props) {
  const [isShown, setShown] = useState(false)
  return (
    <div className="relative">
      <TextField
        {...props}
        type={isShown ? 'text' : 'password'}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        data-1p-ignore
        data-lpignore="true"
        className={cx('pr-8 font-mono text-small phone:pr-12', className)}
      />
      <IconButton
        label={isShown ? hideLabel : showLabel}
        icon={isShown ? EyeOff : Eye}
        onClick={() => setShown(!isShown)}
        className="absolute top-0 right-0"
      />
    </div>
  )
}
