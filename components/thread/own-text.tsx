import { useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '../ui/cx'

/** What is longer would push the answer out of view: it is shown by its beginning until somebody wants all. */
const MOST_CHARACTERS = 2_400
const MOST_LINES = 30

const READING = 'text-reading [&:lang(zh)]:leading-[26px]'

/** What a person wrote, as it was written. */
export function OwnText({ text, className = READING }: { text: string; className?: string }) {
  const t = useTranslations('chat.ownText')
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const toggle = useRef<HTMLButtonElement>(null)
  const isLong =
    text.length > MOST_CHARACTERS || text.split('\n', MOST_LINES + 1).length > MOST_LINES
  const isFolded = isLong && !isOpen
  const flip = () => {
    setOpen(isFolded)
    // Folding takes away what stood above the button: it stays in view.
    if (!isFolded) requestAnimationFrame(() => toggle.current?.scrollIntoView({ block: 'nearest' }))
  }
  return (
    <>
      <p
        id={id}
        className={cx(
          'wrap-anywhere max-w-133 whitespace-pre-wrap [unicode-bidi:plaintext]',
          className,
          isFolded && 'max-h-96 overflow-hidden mask-b-from-75%',
        )}
      >
        {text}
      </p>
      {isLong && (
        <button
          ref={toggle}
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={flip}
          className="fade self-start rounded-sm font-medium text-accent text-small hover:text-accent-hover phone:min-h-11"
        >
          {isOpen ? t('less') : t('all', { count: text.length })}
        </button>
      )}
    </>
  )
}
