'use client'

import { useTranslations } from 'use-intl'
import { SANDBOX_DIRECTIVES } from '@/lib/domain/sandbox-directives'
import { CopyButton } from '../ui/copy-button'
import { Section } from './section'

/** What can be written into a message to the sandbox. */
export function SandboxSection({ tokensPerSecond }: { tokensPerSecond: number }) {
  const t = useTranslations('settings.sandbox')
  const common = useTranslations('common')
  const rate = tokensPerSecond === 0 ? t('unpaced') : t('rate', { tps: tokensPerSecond })
  return (
    <Section id="sandbox" title={t('title')} text={t('text', { rate })}>
      <dl>
        {SANDBOX_DIRECTIVES.map(({ name, syntax, example }) => (
          <div
            key={name}
            className="grid grid-cols-[minmax(0,12.5rem)_minmax(0,1fr)] gap-x-4 border-line border-b py-2.5 phone:grid-cols-1"
          >
            <dt className="flex flex-col font-mono text-small leading-5">
              {syntax.split(/(?<=\]\]) /).map((form) => (
                <code key={form}>{form}</code>
              ))}
            </dt>
            <dd className="min-w-0">
              <p className="text-ui">{t(`directives.${name}`)}</p>
              <p className="flex items-center gap-1 text-ink-3 text-small">
                <span className="sr-only">{t('example')}</span>
                <code className="truncate font-mono">{example}</code>
                <CopyButton
                  text={example}
                  label={t('copyExample', { example })}
                  copiedLabel={common('copied')}
                  className="-my-1"
                />
              </p>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
