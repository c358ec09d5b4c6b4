'use client'

import { Field } from '@base-ui/react/field'
import type { ComponentProps } from 'react'
import { cx } from './cx'
import { fieldClass } from './field'

/** One line of text, inside a Field. */
export function TextField({ className, ...props }: Omit<ComponentProps<'input'>, 'ref'>) {
  return (
    <Field.Control
      {...props}
      className={cx(
        fieldClass,
        'h-7 px-2 text-ui data-disabled:bg-transparent data-disabled:placeholder:text-ink-4 phone:h-11 phone:px-3',
        className,
      )}
    />
  )
}
