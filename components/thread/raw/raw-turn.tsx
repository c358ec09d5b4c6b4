import { useTranslations } from 'use-intl'
import type { Message } from '@/lib/domain/conversation'
import { toWire } from '@/lib/domain/request'
import { JsonBody } from './json-body'
import { RawFrame } from './raw-frame'

/** A turn that no run has written, as it is sent. */
export function RawTurn({ turn, onClose }: { turn: Message; onClose: () => void }) {
  const t = useTranslations('chat.raw')
  const param = toWire({ message: turn, param: { role: turn.role, content: turn.content ?? [] } })
  return (
    <RawFrame title={t('turn')} onClose={onClose}>
      <JsonBody title={t('asSent')} text={JSON.stringify(param, null, 2)} value={param} />
    </RawFrame>
  )
}
