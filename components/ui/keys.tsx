import { cx } from './cx'

/** A key or a chord, such as "Ctrl Z". */
export function Keys({ keys, className }: { keys: string; className?: string }) {
  return (
    <kbd
      className={cx(
        'rounded-sm bg-hover px-1.5 font-medium font-sans text-facts text-ink-3',
        className,
      )}
    >
      {keys}
    </kbd>
  )
}
