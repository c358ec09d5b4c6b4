'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { revealGatewayKey } from '@/lib/client/queries/settings'
import type { KeyUse } from '@/lib/domain/gateway-keys'
import type { Settings } from '@/lib/domain/settings'
import { CopyButton } from '../../ui/copy-button'
import { IconButton } from '../../ui/icon-button'
import { ReadOnlyField } from '../read-only-field'
import { RowLayout } from './row-layout'
import { TermList } from './term-list'
import { useKeyTimes } from './use-key-times'

const HIDDEN = '•'.repeat(24)
const VARIABLE = 'PARLEY_API_KEY'

interface Props {
  gateway: Settings['gateway']
  /** Null while it is not known. */
  use: KeyUse | null
}

/** The key that was there first: it may do all, and it alone can be shown again. */
export function FirstKeyRow({ gateway, use }: Props) {
  const t = useTranslations('gatewayKeys')
  const times = useKeyTimes()
  const tokens = use?.tokensToday ?? 0
  const spent = tokens === 0 ? [] : [t('tokensToday', { count: tokens })]
  return (
    <RowLayout
      title={<span className="font-medium">{t('first')}</span>}
      detail={<TermList terms={[t('noLimits'), ...spent]} />}
      cells={[
        { label: t('created'), text: '–' },
        { label: t('lastUsed'), text: use === null ? '' : times.used(use.lastUsedAt) },
        { label: t('expires'), text: t('never') },
      ]}
    >
      <RevealedKey gateway={gateway} />
    </RowLayout>
  )
}

/** The key: fetched only when somebody asks to see it, and forgotten when hidden again. */
function RevealedKey({ gateway }: Pick<Props, 'gateway'>) {
  const t = useTranslations('settings.gateway')
  const common = useTranslations('common')
  const [key, setKey] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)

  const reveal = () => {
    setError(null)
    revealGatewayKey().then(setKey, (cause: Error) =>
      setError(t('revealFailed', { reason: cause.message })),
    )
  }
  return (
    <div className="max-w-120 pt-2">
      <ReadOnlyField
        label={t('key')}
        value={key ?? HIDDEN}
        hint={
          gateway.keyFile === null
            ? t('fromEnvironment', { variable: VARIABLE })
            : t('fromFile', { file: gateway.keyFile })
        }
        end={
          key === null ? (
            <IconButton label={t('reveal')} icon={Eye} onClick={reveal} />
          ) : (
            <>
              <IconButton label={t('hide')} icon={EyeOff} onClick={() => setKey(null)} />
              <CopyButton text={key} label={t('copyKey')} copiedLabel={common('copied')} />
            </>
          )
        }
      />
      {error !== null && (
        <p role="alert" className="pt-1 text-bad text-small">
          {error}
        </p>
      )}
    </div>
  )
}
