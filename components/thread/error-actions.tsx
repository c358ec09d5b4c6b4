import { useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { Fragment, type ReactElement, useContext } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { askAgainWith } from '@/lib/client/ask-again'
import { currentSettings } from '@/lib/client/asked-with'
import { conversationQuery } from '@/lib/client/queries/conversations'
import { type Message, pathTo } from '@/lib/domain/conversation'
import {
  findRepair,
  type PanelField,
  type Repair,
  turnIndexOf,
  wireName,
} from '@/lib/domain/refused-field'
import { sentTurns } from '@/lib/domain/request'
import type { Run, RunError } from '@/lib/domain/run'
import { focusComposer } from '../composer/focus-composer'
import { useShowField } from '../shell/use-show-field'
import { Button } from '../ui/button'
import { buttonClass } from '../ui/button-class'
import { AnotherModel, useReadyUpstreams } from './another-model'
import { appealUrl, errorKind, errorLook } from './error-kind'
import { ShowTurn } from './reading/show-turn'

interface Props {
  message: Message
  run: Run
  error: RunError
  /** The control of the panel that the upstream's message is about. */
  field: PanelField | null
  /** The path of the field that was refused. */
  path: string | null
  canAct: boolean
  onContinue: (() => void) | null
  onRetry: (() => void) | null
}

type Variant = 'default' | 'quiet'
type Way = false | null | ((variant: Variant) => ReactElement)

/** The ways on from a failure, the best one first: only that one has a frame. */
export function ErrorActions(props: Props) {
  const { message, run, error, field, canAct, onContinue, onRetry } = props
  const ended = useTranslations('chat.ended')
  const repair = useRepair(props)
  const kind = errorKind(error)
  const { others, isLasting = false } = errorLook(kind)
  const appeal = appealUrl(error)
  const turnId = useRefusedTurn(props)
  const ready = useReadyUpstreams(run, others ?? 'elsewhere')
  const other: Way =
    canAct &&
    others !== undefined &&
    ready.length > 0 &&
    ((variant) => <AnotherModel message={message} run={run} scope={others} variant={variant} />)
  const ways: Way[] = [
    repair !== null && ((variant) => <Mend message={message} repair={repair} variant={variant} />),
    kind === 'authentication_error' && ((variant) => <ToKeys variant={variant} />),
    appeal !== null && ((variant) => <Appeal href={appeal} variant={variant} />),
    onContinue !== null &&
      ((variant) => (
        <Button variant={variant} onClick={onContinue}>
          {ended('continue')}
        </Button>
      )),
    isLasting && other,
    onRetry !== null &&
      ((variant) => (
        <Button variant={variant} onClick={onRetry}>
          {ended('retry')}
        </Button>
      )),
    turnId !== null && ((variant) => <ToTurn id={turnId} variant={variant} />),
    field !== null && ((variant) => <ShowField field={field} variant={variant} />),
    !isLasting && other,
    kind === 'permission_error' && ((variant) => <ToKeys variant={variant} />),
  ]
  const open = ways.filter((way) => typeof way === 'function')
  return open.map((way, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the ways of a failure do not change places
    <Fragment key={index}>{way(index === 0 ? 'default' : 'quiet')}</Fragment>
  ))
}

function useRepair({ message, error, field, canAct }: Props): Repair | null {
  const client = useQueryClient()
  if (field === null || !canAct) return null
  const settings = currentSettings(client, message.conversationId)
  return settings === null ? null : findRepair(field, error.message, settings)
}

/** The turn that the upstream's message is about; null where it names none, or one that is not in the thread. */
function useRefusedTurn({ message, run, path }: Props): string | null {
  const client = useQueryClient()
  const index = path === null ? null : turnIndexOf(path)
  if (index === null || run.settings === null) return null
  const known = client.getQueryData(conversationQuery(message.conversationId).queryKey)
  if (known === undefined) return null
  const runs = new Map(known.runs.map((one) => [one.id, one]))
  const sent = sentTurns(pathTo(known.messages, message.parentId), runs, run.contextKey)
  return sent[index]?.message.id ?? null
}

interface MendProps {
  message: Message
  repair: Repair
  variant: Variant
}

/** Does away with what was refused, and asks again. */
function Mend({ message, repair, variant }: MendProps) {
  const t = useTranslations('chat.remedies')
  const format = useFormatter()
  const client = useQueryClient()
  const { kind, name, value } = repair
  const mend = () => {
    void askAgainWith(client, message, repair.patch)
    focusComposer()
  }
  return (
    <Button variant={variant} onClick={mend}>
      {t(`mend.${kind}`, { name, value: value === undefined ? '' : format.number(value) })}
    </Button>
  )
}

function ShowField({ field, variant }: { field: PanelField; variant: Variant }) {
  const t = useTranslations('chat.remedies')
  const showField = useShowField()
  return (
    <Button variant={variant} onClick={() => showField(`param-${wireName(field)}`)}>
      {t('showField')}
    </Button>
  )
}

function ToTurn({ id, variant }: { id: string; variant: Variant }) {
  const t = useTranslations('chat.remedies')
  const showTurn = useContext(ShowTurn)
  return (
    <Button variant={variant} onClick={() => showTurn(id)}>
      {t('showTurn')}
    </Button>
  )
}

function ToKeys({ variant }: { variant: Variant }) {
  const t = useTranslations('chat.errors')
  return (
    <Link href="/settings#upstreams" className={buttonClass(variant)}>
      {t('openSettings')}
    </Link>
  )
}

function Appeal({ href, variant }: { href: string; variant: Variant }) {
  const t = useTranslations('chat.remedies')
  return (
    <a href={href} target="_blank" rel="noreferrer" className={buttonClass(variant)}>
      {t('appeal')}
    </a>
  )
}
