'use client'

import { useQuery } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { gatewayKeysQuery } from '@/lib/client/queries/gateway-keys'
import type { CreatedGatewayKey, GatewayKeyView } from '@/lib/domain/gateway-keys'
import type { Settings } from '@/lib/domain/settings'
import { Button } from '../../ui/button'
import { LoadingBars } from '../../ui/loading-bars'
import { Note } from '../../ui/note'
import { FirstKeyRow } from './first-key-row'
import { GatewayKeyForm } from './gateway-key-form'
import { actionsId, GatewayKeyRow } from './gateway-key-row'
import { NewKeyShown } from './new-key-shown'
import { ROW } from './row-layout'

interface Props {
  settings: Settings
  baseUrl: string
}

/** What stands in place of its row, or below them all. */
type Open = { form: 'new' } | { form: string } | { made: CreatedGatewayKey }

/** The keys that open the gateway: the first one, those that were made here, and the way to another. */
export function GatewayKeys({ settings, baseUrl }: Props) {
  const t = useTranslations('gatewayKeys')
  const { data, isError, refetch } = useQuery(gatewayKeysQuery())
  const { open, setOpen, add } = useOpen()
  const keys = [...(data?.keys ?? [])].sort(byState)
  const editing = open !== null && 'form' in open ? open.form : null
  const made = open !== null && 'made' in open ? open.made : null
  const close = () => setOpen(null)
  return (
    <div>
      <Head />
      <ul>
        <li className="border-line border-b">
          <FirstKeyRow gateway={settings.gateway} use={data?.first ?? null} />
        </li>
        {keys.map((key) => (
          <li key={key.id} className="border-line border-b">
            {editing === key.id ? (
              <GatewayKeyForm keyView={key} settings={settings} onClose={close} />
            ) : (
              <GatewayKeyRow
                keyView={key}
                upstreams={settings.upstreams}
                onEdit={() => setOpen({ form: key.id })}
              />
            )}
          </li>
        ))}
      </ul>
      {data === undefined && !isError && <LoadingBars count={2} label={t('title')} />}
      {isError && data === undefined && <Failed onRetry={() => void refetch()} />}
      {editing === 'new' && (
        <GatewayKeyForm
          keyView={null}
          settings={settings}
          onMade={(created) => setOpen({ made: created })}
          onClose={close}
        />
      )}
      {made !== null && (
        <NewKeyShown
          made={made}
          origin={baseUrl}
          defaultUpstream={settings.defaultUpstream}
          onClose={close}
        />
      )}
      {editing !== 'new' && made === null && (
        <div ref={add} className="pt-2">
          <Add
            isFirst={data !== undefined && keys.length === 0}
            onAdd={() => setOpen({ form: 'new' })}
          />
        </div>
      )}
    </div>
  )
}

/** One form at a time; when it is closed the focus is back at what has opened it. */
function useOpen() {
  const [open, setOpen] = useState<Open | null>(null)
  const add = useRef<HTMLDivElement>(null)
  const last = useRef<Open | null>(null)
  useEffect(() => {
    const was = last.current
    last.current = open
    if (open !== null || was === null) return
    const row = 'form' in was ? document.getElementById(actionsId(was.form)) : null
    const opener = row ?? add.current?.querySelector('button')
    opener?.focus()
  }, [open])
  return { open, setOpen, add }
}

function Head() {
  const t = useTranslations('gatewayKeys')
  return (
    <>
      <h3 className="pb-2 font-semibold text-title">{t('title')}</h3>
      <div
        aria-hidden
        className={`${ROW} border-line border-b pb-1.5 text-ink-3 text-small phone:hidden`}
      >
        <span>{t('name')}</span>
        <span>{t('created')}</span>
        <span>{t('lastUsed')}</span>
        <span>{t('expires')}</span>
      </div>
    </>
  )
}

/** Says what further keys are for as long as there is none. */
function Add({ isFirst, onAdd }: { isFirst: boolean; onAdd: () => void }) {
  const t = useTranslations('gatewayKeys')
  const icon = <Plus aria-hidden size={16} strokeWidth={1.5} />
  if (!isFirst) {
    return (
      <Button variant="quiet" icon={icon} onClick={onAdd} className="-ml-2.5">
        {t('new')}
      </Button>
    )
  }
  return (
    <Note
      tone="plain"
      icon={KeyRound}
      title={t('emptyTitle')}
      side={
        <Button icon={icon} onClick={onAdd}>
          {t('new')}
        </Button>
      }
    >
      {t('emptyText')}
    </Note>
  )
}

function Failed({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations('gatewayKeys')
  const common = useTranslations('common')
  return (
    <Note
      tone="bad"
      role="alert"
      icon={KeyRound}
      title={t('loadFailed')}
      side={<Button onClick={onRetry}>{common('retry')}</Button>}
      className="mt-2"
    />
  )
}

const ORDER: readonly GatewayKeyView['state'][] = ['active', 'expired', 'revoked']

/** Those that open the gateway first; of the same state the oldest. */
function byState(a: GatewayKeyView, b: GatewayKeyView): number {
  return ORDER.indexOf(a.state) - ORDER.indexOf(b.state)
}
