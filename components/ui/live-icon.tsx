import { Loader } from 'lucide-react'
import { cx } from './cx'

/** Spokes that turn while something runs; they stand still under reduced motion. */
export function LiveIcon({ size = 16, className }: { size?: number; className?: string }) {
  return (
    <Loader
      aria-hidden
      size={size}
      strokeWidth={1.5}
      className={cx('shrink-0 animate-live', className)}
    />
  )
}
