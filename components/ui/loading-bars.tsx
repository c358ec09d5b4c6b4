import { cx } from './cx'

const WIDTHS = ['w-11/12', 'w-4/5', 'w-3/5', 'w-3/4', 'w-1/2'] as const

/** Where text will be. Shown after 300 ms, so that a quick answer never flashes. */
export function LoadingBars({ count, label }: { count: number; label: string }) {
  return (
    <div role="status" aria-label={label} className="flex animate-appear flex-col gap-3 py-1">
      {Array.from({ length: count }, (_, i) => WIDTHS[i % WIDTHS.length]).map((width, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars never change places
        <div key={i} className={cx('h-2 rounded-sm bg-active', width)} />
      ))}
    </div>
  )
}
