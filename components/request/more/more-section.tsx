import { ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useUntaken } from '@/lib/client/stores/drafts'
import { NO_CHOICES } from '@/lib/domain/conversation'
import { cx } from '../../ui/cx'
import { onDemand } from '../../ui/on-demand'
import type { Panel } from '../panel'
import { JSON_FIELDS } from './json-fields'

/** What is behind the line weighs more than the rest of the panel. */
const MoreFields = onDemand(async () => (await import('./more-fields')).MoreFields)

interface Props {
  conversationId: string | null
  panel: Panel
  isLocked: boolean
}

const FIELDS = [
  ...(['prefill', 'outputSchema', 'cacheTtl', 'metadataUserId', 'serviceTier'] as const),
  ...(['speed', 'betas', 'patch'] as const),
]

/** The rest of the request: what few requests need, and a patch for what the panel does not know. */
export function MoreSection(props: Props) {
  const { settings } = props.panel
  const t = useTranslations('requestMore')
  const id = useId()
  const set = FIELDS.filter(
    (field) => JSON.stringify(settings[field]) !== JSON.stringify(NO_CHOICES[field]),
  )
  const untaken = useUntaken(props.conversationId)
  const isFaulty = JSON_FIELDS.some(
    (field) => untaken[field]?.of === JSON.stringify(settings[field]),
  )
  const [isOpen, setOpen] = useState(set.length > 0 || isFaulty)
  return (
    <section aria-labelledby={`${id}h`} className="flex flex-col gap-1">
      <h2 id={`${id}h`}>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
          className="fade -mx-1 flex min-h-7 w-full items-center gap-1 rounded-md px-1 text-left font-semibold text-ui hover:bg-hover phone:min-h-11 phone:text-reading"
        >
          <ChevronRight
            aria-hidden
            size={14}
            strokeWidth={1.5}
            className={cx('text-ink-3 transition-transform', isOpen && 'rotate-90')}
          />
          {t('title')}
          {set.length > 0 && (
            <span className="ml-auto font-normal text-ink-3 text-small">
              {t('set', { count: set.length })}
            </span>
          )}
        </button>
      </h2>
      <div id={id}>{isOpen && <MoreFields {...props} />}</div>
    </section>
  )
}
