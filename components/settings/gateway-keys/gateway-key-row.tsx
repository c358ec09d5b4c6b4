'use client'

import { Ban, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useDeleteGatewayKey, usePatchGatewayKey } from '@/lib/client/queries/gateway-keys'
import type { GatewayKeyView } from '@/lib/domain/gateway-keys'
import type { UpstreamView } from '@/lib/domain/settings'
import { Chip } from '../../ui/chip'
import { ConfirmDialog } from '../../ui/confirm-dialog'
import { cx } from '../../ui/cx'
import { IconButton } from '../../ui/icon-button'
import { Menu } from '../../ui/menu'
import { SaveError } from '../save-error'
import { RowLayout } from './row-layout'
import { TermList } from './term-list'
import { useKeyTimes } from './use-key-times'
import { useTermWords } from './use-term-words'

interface Props {
  keyView: GatewayKeyView
  upstreams: readonly UpstreamView[]
  onEdit: () => void
}

/** A key that was made here: how it is used, what it may do, and its end. */
export function GatewayKeyRow({ keyView, upstreams, onEdit }: Props) {
  const t = useTranslations('gatewayKeys')
  const times = useKeyTimes()
  const revoke = usePatchGatewayKey()
  const remove = useDeleteGatewayKey()
  const { id, name, hint, state, createdAt, lastUsedAt, expiresAt, tokensPerDay } = keyView
  const words = useTermWords(upstreams)(keyView)
  const isSpent = tokensPerDay !== null && keyView.tokensToday >= tokensPerDay
  const isOver = state !== 'active'
  const isEnding = state === 'active' && times.isSoon(expiresAt)
  return (
    <RowLayout
      isOver={isOver}
      title={
        <>
          <span className="wrap-anywhere font-medium">{name}</span>
          <span className="whitespace-nowrap font-mono text-ink-3 text-small">{`••••${hint}`}</span>
          {isOver && <Chip>{t(`states.${state}`)}</Chip>}
          {state === 'active' && isSpent && (
            <span className="text-small text-warn">{t('spent')}</span>
          )}
        </>
      }
      detail={<TermList terms={words.length === 0 ? [t('noLimits')] : words} />}
      cells={[
        { label: t('created'), text: times.day(createdAt) },
        { label: t('lastUsed'), text: times.used(lastUsedAt) },
        {
          label: t('expires'),
          text: <span className={cx(isEnding && 'text-warn')}>{times.expires(expiresAt)}</span>,
        },
      ]}
      actions={
        <Actions
          keyView={keyView}
          onEdit={onEdit}
          onRevoke={() => revoke.mutate({ id, revoked: true })}
          onDelete={() => remove.mutate(id)}
        />
      }
    >
      <SaveError error={revoke.error ?? remove.error} />
    </RowLayout>
  )
}

/** Where the focus goes when a form that stood in place of the row is closed. */
export const actionsId = (id: string) => `actions-of-key-${id}`

interface ActionProps extends Pick<Props, 'keyView' | 'onEdit'> {
  onRevoke: () => void
  onDelete: () => void
}

/** A key is revoked first, and deleted then. */
function Actions({ keyView, onEdit, onRevoke, onDelete }: ActionProps) {
  const t = useTranslations('gatewayKeys')
  const common = useTranslations('common')
  const leavesFocus = useRef(false)
  const [isAsking, setAsking] = useState(false)
  const { id, name, state } = keyView
  const act = state === 'revoked' ? 'delete' : 'revoke'
  const ask = {
    label: t(act),
    icon: act === 'delete' ? Trash2 : Ban,
    isDestructive: true,
    onSelect: () => setAsking(true),
  }
  const edit = {
    label: t('edit'),
    icon: Pencil,
    onSelect: () => {
      leavesFocus.current = true
      onEdit()
    },
  }
  return (
    <>
      <Menu
        label={t('actions', { name })}
        trigger={<IconButton id={actionsId(id)} label={t('actions', { name })} icon={Ellipsis} />}
        finalFocus={() => !leavesFocus.current}
        actions={act === 'delete' ? [ask] : [edit, ask]}
      />
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t(`${act}Title`, { name })}
        text={t(`${act}Text`)}
        cancelLabel={common('cancel')}
        confirmLabel={t(act)}
        onConfirm={act === 'delete' ? onDelete : onRevoke}
      />
    </>
  )
}
