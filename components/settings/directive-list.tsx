'use client'

import { useTranslations } from 'use-intl'
import { SANDBOX_DIRECTIVES } from '@/lib/domain/sandbox-directives'
import { MALFORMATIONS } from '@/lib/domain/sandbox-faults'
import { CopyButton } from '../ui/copy-button'
import { codeOf } from './code-of'

/** What can be written into a message to the sandbox. */
export function DirectiveList() {
  const t = useTranslations('settings.sandbox')
  const common = useTranslations('common')
  return (
    <section aria-labelledby="directives-title" className="pt-6">
      <h3 id="directives-title" className="font-semibold text-title">
        {t('inMessage')}
      </h3>
      <p className="max-w-160 text-ink-3 text-ui">
        {t.rich('inMessageText', {
          code: codeOf,
          header: 'x-sandbox-faults',
          times: 'times=N',
          percent: 'percent=P',
        })}
      </p>
      <dl>
        {SANDBOX_DIRECTIVES.map(({ name, syntax, example }) => (
          <div
            key={name}
            className="grid grid-cols-[minmax(0,15rem)_minmax(0,1fr)] gap-x-4 border-line border-b py-2.5 phone:grid-cols-1"
          >
            <dt className="flex flex-col font-mono text-small leading-5">
              {syntax.split(/(?<=\]\]) /).map((form) => (
                <code key={form}>{form}</code>
              ))}
            </dt>
            <dd className="min-w-0">
              <p className="text-ui">
                {t.rich(`directives.${name}`, {
                  code: codeOf,
                  kinds: MALFORMATIONS.join(', '),
                  options: 'code=CODE, retry=S, retryms=M, noretry',
                })}
              </p>
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
    </section>
  )
}
