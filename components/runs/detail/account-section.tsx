import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { settingsQuery } from '@/lib/client/queries/settings'
import type { RawRun } from '@/lib/domain/raw-run'
import type { Run } from '@/lib/domain/run'
import { accountOfRun, type RunAccount } from '@/lib/domain/run-headers'
import { CopyButton } from '../../ui/copy-button'
import { Section } from './section'

const FACTS = ['organization', 'workspace'] as const satisfies (keyof RunAccount)[]

/** Whose bill a run is on: what support asks for by name, and the key that it was asked with. */
export function AccountSection({ run, raw }: { run: Run; raw: RawRun }) {
  const t = useTranslations('runAccount')
  const common = useTranslations('common')
  const account = accountOfRun(raw)
  const known = FACTS.flatMap((fact) => {
    const id = account[fact]
    return id === null ? [] : [{ fact, id }]
  })
  const key = useUpstreamKey(run)
  if (known.length === 0 && key === null) return null
  return (
    <Section title={t('title')}>
      <dl className="max-w-133 text-ui">
        {key !== null && (
          <div className="flex min-h-7 items-center gap-x-4 border-line border-b last:border-0">
            <dt className="shrink-0 py-1 text-ink-2">{t('key')}</dt>
            <dd className="wrap-anywhere ml-auto min-w-0 py-1 text-right">{key}</dd>
          </div>
        )}
        {known.map(({ fact, id }) => (
          <div
            key={fact}
            className="flex items-center gap-x-4 border-line border-b last:border-0 phone:flex-wrap"
          >
            <dt className="shrink-0 py-1 text-ink-2 phone:w-full phone:pb-0">{t(fact)}</dt>
            <dd className="ml-auto flex min-w-0 items-center phone:ml-0">
              <span className="wrap-anywhere py-1 font-mono text-[12px]">{id}</span>
              <CopyButton text={id} label={t(`copy.${fact}`)} copiedLabel={common('copied')} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

/** By its name; null where there was none, or a run is older than that is known. */
function useUpstreamKey({ upstream, upstreamKeyId }: Run): string | null {
  const t = useTranslations('runAccount')
  const { data: settings } = useQuery(settingsQuery())
  if (upstreamKeyId === null || settings === undefined) return null
  const there = settings.upstreams.find(({ name }) => name === upstream)
  if (upstreamKeyId === 'environment') return there?.keyVariable ?? t('environment')
  const key = there?.keys.find(({ id }) => id === upstreamKeyId)
  return key?.name ?? t('deletedKey', { id: upstreamKeyId.slice(-6) })
}
