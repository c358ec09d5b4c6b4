'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { revealGatewayKey } from '@/lib/client/queries/settings'
import type { Settings } from '@/lib/domain/settings'
import { CopyButton } from '../ui/copy-button'
import { IconButton } from '../ui/icon-button'
import { ReadOnlyField } from './read-only-field'

const HIDDEN = '•'.repeat(24)
const VARIABLE = 'PARLEY_API_KEY'

/** The gateway key: fetched only when somebody asks to see it, and forgotten when hidden again. */
export function GatewayKey({ gateway }: { gateway: Settings['gateway'] }) {
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
    <div>
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
