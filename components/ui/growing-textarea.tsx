'use client'

import type { ComponentProps } from 'react'
import { cx } from './cx'

interface Props extends Omit<ComponentProps<'textarea'>, 'value' | 'rows'> {
  value: string
  /** Type and inner space, shared by the text and by the copy that gives the height. */
  textClass: string
  /** Least and greatest height, on the frame. */
  className?: string
}

/** A text of so many characters is higher than any frame here; its copy would only cost time. */
const LONG = 50_000

/**
 * A textarea as high as its text. An invisible copy behind it gives the height, because not every
 * browser knows `field-sizing`.
 */
export function GrowingTextarea({ value, textClass, className, ...props }: Props) {
  const isLong = value.length > LONG
  return (
    <div className={cx('grid overflow-y-auto', className)}>
      {!isLong && (
        <div
          aria-hidden
          className={cx(
            'wrap-anywhere invisible col-start-1 row-start-1 whitespace-pre-wrap',
            textClass,
          )}
        >
          {`${value}\n`}
        </div>
      )}
      <textarea
        {...props}
        value={value}
        rows={1}
        className={cx(
          'wrap-anywhere col-start-1 row-start-1 resize-none bg-transparent outline-none [unicode-bidi:plaintext]',
          isLong ? 'h-dvh max-h-[inherit] overflow-y-auto' : 'overflow-hidden',
          textClass,
        )}
      />
    </div>
  )
}
