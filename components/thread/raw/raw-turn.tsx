import { useTranslations } from 'use-intl'
import type { Message } from '@/lib/domain/conversation'
import { JsonBody } from './json-body'
import { RawFrame } from './raw-frame'

/** A turn of one's own as it is sent: role and blocks. */
export function RawTurn({ turn, onClose }: { turn: Message; onClose: () => void }) {
  const t = useTranslations('chat.raw')
  const param = { role: turn.role, content: turn.content ?? [] }
  return (
    <RawFrame title={t('turn')} onClose={onClose}>
      <JsonBody title={t('asSent')} text={JSON.stringify(param, null, 2)} value={param} />
    </RawFrame>
  )
}
