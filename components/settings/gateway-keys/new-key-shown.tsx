'use client'

import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { baseUrlOf, type CreatedGatewayKey } from '@/lib/domain/gateway-keys'
import { Button } from '../../ui/button'
import { CodeLines } from '../../ui/code-lines'
import { CopyButton } from '../../ui/copy-button'
import { ReadOnlyField } from '../read-only-field'

interface Props {
  made: CreatedGatewayKey
  /** Of the gateway. */
  origin: string
  defaultUpstream: string
  onClose: () => void
}

/** A key that was just made, for the one time that it is shown. */
export function NewKeyShown({ made, origin, defaultUpstream, onClose }: Props) {
  const t = useTranslations('gatewayKeys')
  const common = useTranslations('common')
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [])
  const key = made.list.keys.find(({ id }) => id === made.id)
  const name = key?.name ?? ''
  const baseUrl = baseUrlOf(origin, key ?? { upstreams: null }, defaultUpstream)
  const shell = `export ANTHROPIC_BASE_URL=${baseUrl}\nexport ANTHROPIC_API_KEY=${made.key}`
  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-labelledby="made-key-title"
      className="-mx-3 my-2 flex flex-col gap-3 rounded-lg bg-sunken p-3 outline-none dark:[--field:var(--active)]"
    >
      <div>
        <h4 id="made-key-title" className="wrap-anywhere font-semibold text-ui">
          {t('madeTitle', { name })}
        </h4>
        <p className="text-ink-2 text-ui">{t('madeText')}</p>
      </div>
      <ReadOnlyField
        label={t('madeKey')}
        value={made.key}
        end={<CopyButton text={made.key} label={t('copyKey')} copiedLabel={common('copied')} />}
      />
      <div>
        <div className="flex items-center justify-between text-ink-3 text-small">
          {t('shell')}
          <CopyButton text={shell} label={t('copyShell')} copiedLabel={common('copied')} />
        </div>
        <CodeLines className="rounded-md bg-field px-2 py-1.5 text-code shadow-edge">
          {shell}
        </CodeLines>
      </div>
      <div>
        <Button variant="primary" onClick={onClose}>
          {t('done')}
        </Button>
      </div>
    </section>
  )
}
