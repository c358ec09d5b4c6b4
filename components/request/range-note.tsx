import { CircleX } from 'lucide-react'

/** Under a number that cannot be asked for: the allowed range, and what is sent instead. */
export function RangeNote({ id, text }: { id: string; text: string }) {
  return (
    <p
      id={id}
      role="alert"
      className="flex items-start gap-1.5 pb-1 text-bad text-small phone:text-title"
    >
      <CircleX aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
      {text}
    </p>
  )
}
