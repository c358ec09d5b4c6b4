import { CircleX } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'

interface Props {
  id: string
  text: string
  /** What is allowed and nearest, taken in one click. */
  nearest?: { value: number; onTake: () => void }
}

/** Under what cannot be asked for: the allowed range, and what is sent instead. */
export function RangeNote({ id, text, nearest }: Props) {
  const t = useTranslations('request')
  const format = useFormatter()
  return (
    <p
      id={id}
      role="alert"
      className="flex items-start gap-1.5 pb-1 text-bad text-small phone:text-title"
    >
      <CircleX aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
      <span>
        {text}
        {nearest !== undefined && (
          <>
            {' '}
            <button
              type="button"
              onClick={nearest.onTake}
              className="rounded-sm font-medium text-accent hover:underline phone:-my-3 phone:min-h-11"
            >
              {t('takeNearest', { value: format.number(nearest.value) })}
            </button>
          </>
        )}
      </span>
    </p>
  )
}
