'use client'

import { useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useRef } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import {
  linkedRequestsQuery,
  linkTo,
  usePatchLinkedRequest,
} from '@/lib/client/queries/linked-requests'
import { type LinkedRequestSummary, linkedRequestPath } from '@/lib/domain/linked-request'
import { modelLabel } from '@/lib/domain/models'
import { chordText } from '../../actions/chord'
import { focusLater } from '../../shell/focus-later'
import { CopyButton } from '../../ui/copy-button'
import { IconButton } from '../../ui/icon-button'
import { showToast } from '../../ui/toast'
import { useIsMac } from '../../ui/use-is-mac'
import { SaveError } from '../save-error'
import { Subsection } from '../subsection'

/** Stands in the place of the last link that is taken back. */
const NONE_ID = 'no-linked-requests'

/** The links that were made to requests: where they lead, and how they are taken back. */
export function LinkedRequests() {
  const t = useTranslations('settings.kept.links')
  const { data, isError } = useQuery(linkedRequestsQuery())
  const { remove, error } = useTakeBack()
  return (
    <Subsection title={t('title')} text={t('text')}>
      {isError && <p className="text-ink-2 text-ui">{t('unknown')}</p>}
      {data?.length === 0 && (
        <p id={NONE_ID} tabIndex={-1} className="text-ink-2 text-ui">
          {t('none')}
        </p>
      )}
      {data !== undefined && data.length > 0 && (
        <ul className="max-h-96 overflow-y-auto">
          {data.map((request) => (
            <Row key={request.id} request={request} onRemove={(row) => remove(request, row)} />
          ))}
        </ul>
      )}
      <SaveError error={error} />
    </Subsection>
  )
}

interface RowProps {
  request: LinkedRequestSummary
  onRemove: (row: HTMLElement | null) => void
}

function Row({ request, onRemove }: RowProps) {
  const t = useTranslations('settings.kept.links')
  const common = useTranslations('common')
  const format = useFormatter()
  const { id, title, model, createdAt } = request
  const made = format.dateTime(new Date(createdAt), { dateStyle: 'medium', timeStyle: 'short' })
  const row = useRef<HTMLLIElement>(null)
  return (
    <li
      ref={row}
      className="flex min-h-11 items-center gap-1 border-line border-b py-1 last:border-b-0"
    >
      <div className="min-w-0 flex-1 pr-2">
        <a
          href={linkedRequestPath(id)}
          data-user-text
          className="block w-fit max-w-full truncate rounded-sm font-medium text-ui hover:underline phone:leading-11"
        >
          {title}
        </a>
        <p className="truncate text-ink-3 text-small">
          {t('made', { model: modelLabel(model), made })}
        </p>
      </div>
      <CopyButton text={linkTo(id)} label={t('copy', { title })} copiedLabel={common('copied')} />
      <IconButton
        label={t('takeBack', { title })}
        icon={Trash2}
        data-take-back
        onClick={() => onRemove(row.current)}
      />
    </li>
  )
}

function useTakeBack() {
  const t = useTranslations('settings.kept.links')
  const common = useTranslations('common')
  const isMac = useIsMac()
  const { mutateAsync, error } = usePatchLinkedRequest()
  const remove = ({ id, title }: LinkedRequestSummary, row: HTMLElement | null) => {
    const neighbour = row?.nextElementSibling ?? row?.previousElementSibling
    const undo = {
      label: common('undo'),
      keys: chordText('Mod+Z', isMac),
      // A failure is told below the links.
      act: () => void mutateAsync({ id, deleted: false }).catch(() => {}),
    }
    const onSuccess = () => {
      showToast({ text: t('takenBack', { title }), icon: Trash2, undo })
      const next = () => neighbour?.querySelector<HTMLElement>('[data-take-back]')
      focusLater(neighbour == null ? () => document.getElementById(NONE_ID) : next)
    }
    // Each has its own undo, however quickly one follows the other.
    mutateAsync({ id, deleted: true }).then(onSuccess, () => {})
  }
  return { remove, error }
}
