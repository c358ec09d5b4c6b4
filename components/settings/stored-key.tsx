'use client'

import { Ellipsis, Lock, Pencil, RefreshCw, Trash2, TriangleAlert } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useDeleteKey, useTestKey } from '@/lib/client/queries/upstream-keys'
import type { UpstreamKeyView } from '@/lib/domain/upstream-keys'
import { Button } from '../ui/button'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { IconButton } from '../ui/icon-button'
import { Menu } from '../ui/menu'
import type { KeyField } from './key-form'
import { KeyRow } from './key-row'
import { KeyTestDetail, KeyTestResult } from './key-test-result'
import { SaveError } from './save-error'

interface Props {
  upstream: string
  /** The upstream's, as shown. */
  label: string
  keyView: UpstreamKeyView
  /** False too while the environment gives the key. */
  isInUse: boolean
  /** Makes it the one in use. */
  onChoose: () => void
  onEdit: (focus: KeyField) => void
}

/** A key that was entered here: whether it is the one in use, who answers with it, what to do with it. */
export function StoredKey({ upstream, label, keyView, isInUse, onChoose, onEdit }: Props) {
  const t = useTranslations('settings.keys')
  const common = useTranslations('common')
  const test = useTestKey()
  const remove = useDeleteKey()
  const nameId = useId()
  const leavesFocus = useRef(false)
  const [isAsking, setAsking] = useState(false)
  const { id, name, hint, state } = keyView

  const edit = (focus: KeyField) => () => {
    leavesFocus.current = true
    onEdit(focus)
  }
  return (
    <KeyRow
      mark={<Mark upstream={upstream} keyView={keyView} nameId={nameId} onChoose={onChoose} />}
      title={
        <span id={nameId} className={isInUse ? 'font-medium' : undefined}>
          {name}
        </span>
      }
      hint={hint}
      result={state === 'usable' && <KeyTestResult test={keyView.test} />}
      actions={
        <>
          {state === 'usable' ? (
            <Button
              variant="quiet"
              aria-label={t('testLabel', { name })}
              busy={test.isPending && t('testing')}
              onClick={() => test.mutate({ upstream, id })}
            >
              {t('test')}
            </Button>
          ) : (
            <Button variant="quiet" onClick={() => onEdit('key')}>
              {t('enterAgain')}
            </Button>
          )}
          <Menu
            label={t('actions', { name })}
            trigger={<IconButton label={t('actions', { name })} icon={Ellipsis} />}
            finalFocus={() => !leavesFocus.current}
            actions={[
              { label: t('edit'), icon: Pencil, onSelect: edit('name') },
              { label: t('replace'), icon: RefreshCw, onSelect: edit('key') },
              {
                label: t('delete'),
                icon: Trash2,
                isDestructive: true,
                onSelect: () => setAsking(true),
              },
            ]}
          />
        </>
      }
    >
      <Detail keyView={keyView} />
      <SaveError error={test.error ?? remove.error} />
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('deleteTitle', { name })}
        text={t(isInUse ? 'deleteActiveText' : 'deleteText', { upstream: label })}
        cancelLabel={common('cancel')}
        confirmLabel={t('delete')}
        onConfirm={() => remove.mutate({ upstream, id })}
      />
    </KeyRow>
  )
}

interface MarkProps extends Pick<Props, 'upstream' | 'keyView' | 'onChoose'> {
  nameId: string
}

/** The radio; a key that cannot be used has an icon in its place. */
function Mark({ upstream, keyView, nameId, onChoose }: MarkProps) {
  if (keyView.state === 'unreadable')
    return <TriangleAlert aria-hidden size={16} strokeWidth={1.5} className="text-warn" />
  if (keyView.state === 'other-origin') return <Lock aria-hidden size={16} strokeWidth={1.5} />
  return (
    <input
      type="radio"
      name={`key-of-${upstream}`}
      aria-labelledby={nameId}
      checked={keyView.isActive}
      onChange={onChoose}
      className="fade size-4 appearance-none rounded-full border border-line-strong bg-field checked:border-5 checked:border-accent checked:bg-accent-ink phone:size-5"
    />
  )
}

function Detail({ keyView }: { keyView: UpstreamKeyView }) {
  const t = useTranslations('settings.keys')
  const { state, origin, workspaceId, test } = keyView
  if (state === 'unreadable') return <p className="text-small text-warn">{t('unreadable')}</p>
  if (state === 'other-origin')
    return <p className="wrap-anywhere text-ink-2 text-small">{t('otherOrigin', { origin })}</p>
  return (
    <>
      {workspaceId !== null && workspaceId !== test?.workspaceId && (
        <p className="wrap-anywhere text-ink-3 text-small">
          {t('asksFor')} <code className="font-mono text-ink-2">{workspaceId}</code>
        </p>
      )}
      <KeyTestDetail test={test} />
    </>
  )
}
