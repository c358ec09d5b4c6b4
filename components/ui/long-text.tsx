'use client'

import { CodeLines } from './code-lines'
import { useBeginning } from './use-beginning'

const SHOWN_CHARACTERS = 50_000

interface Props {
  text: string
  className?: string
  /** Breaks long lines instead of scrolling. */
  isWrapped?: boolean
}

/** Text in mono exactly as it is; a very long one from its beginning, the rest on demand. */
export function LongText({ text, className, isWrapped = false }: Props) {
  const { shown, more } = useBeginning(text, SHOWN_CHARACTERS, 'mt-1 text-small')
  return (
    <>
      <CodeLines isWrapped={isWrapped} {...(className === undefined ? {} : { className })}>
        {shown}
      </CodeLines>
      {more}
    </>
  )
}
