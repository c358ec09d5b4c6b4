import { useTranslations } from 'use-intl'
import type { RawRun } from '@/lib/domain/raw-run'
import { accountOfRun, type RunAccount } from '@/lib/domain/run-headers'
import { CopyButton } from '../../ui/copy-button'
import { Section } from './section'

const FACTS = ['organization', 'workspace'] as const satisfies (keyof RunAccount)[]

/** Whose bill a run is on: what support asks for by name. */
export function AccountSection({ raw }: { raw: RawRun }) {
  const t = useTranslations('runAccount')
  const common = useTranslations('common')
  const account = accountOfRun(raw)
  const known = FACTS.flatMap((fact) => {
    const id = account[fact]
    return id === null ? [] : [{ fact, id }]
  })
  if (known.length === 0) return null
  return (
    <Section title={t('title')}>
      <dl className="max-w-133 text-ui">
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
