'use client'

import { Plug, SquareTerminal } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useTestKey } from '@/lib/client/queries/upstream-keys'
import type { UpstreamView } from '@/lib/domain/settings'
import { Button } from '../ui/button'
import { KeyRow } from './key-row'
import { KeyTestDetail, KeyTestResult } from './key-test-result'
import { SaveError } from './save-error'

/** The key that an environment variable gives, or that none is needed: to be tested, not to be changed here. */
export function EnvironmentKey({ upstream }: { upstream: UpstreamView }) {
  const t = useTranslations('settings.keys')
  const test = useTestKey()
  const { name, label, keyInUse } = upstream
  const key = keyInUse?.from === 'environment' ? keyInUse : null
  const Icon = key === null ? Plug : SquareTerminal
  return (
    <KeyRow
      mark={<Icon aria-hidden size={16} strokeWidth={1.5} />}
      title={
        key === null ? (
          t('noneNeeded')
        ) : (
          <code className="font-mono text-small">{key.variable}</code>
        )
      }
      hint={key?.hint ?? null}
      result={<KeyTestResult test={upstream.test} />}
      actions={
        <Button
          variant="quiet"
          aria-label={t('testLabel', { name: key?.variable ?? label })}
          busy={test.isPending && t('testing')}
          onClick={() => test.mutate({ upstream: name, id: null })}
        >
          {t('test')}
        </Button>
      }
    >
      {key !== null && <p className="text-ink-3 text-small">{t('environmentWins')}</p>}
      <KeyTestDetail test={upstream.test} />
      <SaveError error={test.error} />
    </KeyRow>
  )
}
