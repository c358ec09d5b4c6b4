import { Clock } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'
import { inOrder, isWaiting } from '@/lib/domain/limit-levels'
import type { LimitGroup } from '@/lib/domain/limits'
import { LimitGauge } from './limit-gauge'
import { useLimitWords } from './use-limit-words'

/** Every limit that was told, by upstream, key and class. */
export function LimitGroups({ groups, now }: { groups: readonly LimitGroup[]; now: number }) {
  return (
    <ul className="-mr-3 max-h-96 overflow-y-auto overscroll-contain pr-3">
      {groups.map((group) => (
        <li
          key={JSON.stringify([group.upstream, group.key, group.subject])}
          className="flex flex-col gap-2.5 border-line not-first:mt-3 not-first:border-t not-first:pt-3"
        >
          <GroupHead group={group} />
          {isWaiting(group, now) && <Wait until={group.retryAt ?? now} now={now} />}
          {inOrder(group.limits).map((limit) => (
            <LimitGauge key={`${limit.family} ${limit.kind}`} limit={limit} now={now} />
          ))}
          {group.others.length > 0 && <Others others={group.others} />}
        </li>
      ))}
    </ul>
  )
}

function GroupHead({ group }: { group: LimitGroup }) {
  const t = useTranslations('limits')
  const format = useFormatter()
  const words = useLimitWords()
  const key = words.key(group)
  const time = format.dateTime(group.seenAt, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  return (
    <div className="text-small">
      <h3 className="wrap-anywhere font-medium">{words.group(group)}</h3>
      <p className="wrap-anywhere text-ink-3">
        {key === null ? t('seen', { time }) : t('seenWith', { key, time })}
      </p>
    </div>
  )
}

/** Until when the upstream has asked to be left alone. */
export function Wait({ until, now }: { until: number; now: number }) {
  const t = useTranslations('limits')
  const words = useLimitWords()
  return (
    <p className="flex items-center gap-1.5 text-bad text-small">
      <Clock aria-hidden size={14} strokeWidth={1.5} className="shrink-0" />
      {t('wait', { time: words.timeTo(until, now) })}
    </p>
  )
}

/** Headers that Parley has no words for, as they came. */
function Others({ others }: { others: LimitGroup['others'] }) {
  return (
    <dl className="wrap-anywhere font-mono text-facts">
      {others.map(({ name, value }) => (
        <div key={name}>
          <dt className="inline text-ink-3">{name}</dt> <dd className="inline">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
