import { useTranslations } from 'use-intl'
import { useIsConnectionLost } from '@/lib/client/stores/connection'
import { LiveIcon } from '../../ui/live-icon'
import { Disclosure } from '../disclosure'
import { useDuration } from '../use-duration'
import { useTicker } from '../use-ticker'
import type { BlockProps } from './block-props'

const LINE = 'min-h-7 py-1 text-ink-3 text-ui hover:text-ink-2 phone:min-h-11'

/** What the model thought: one line with how long it took, the text folded under it. */
export function ThinkingBlock(props: BlockProps) {
  const { block } = props
  const text = typeof block.thinking === 'string' ? block.thinking : ''
  const head = props.isLive ? <LiveHead {...props} /> : <Head {...props} isOmitted={text === ''} />
  if (text === '')
    return <p className="flex min-h-7 items-center py-1 text-ink-3 text-ui">{head}</p>
  return (
    <Disclosure head={head} headClass={LINE}>
      {() => (
        <div className="wrap-anywhere max-w-133 whitespace-pre-wrap pb-2 [unicode-bidi:plaintext] pl-5.5 text-ink-2 text-thinking">
          {text}
        </div>
      )}
    </Disclosure>
  )
}

function Head({ duration, thinkingTokens, isOmitted }: BlockProps & { isOmitted: boolean }) {
  const t = useTranslations('chat.blocks')
  const words = useDuration()
  const notes = [
    thinkingTokens === null || thinkingTokens === 0
      ? null
      : t('thoughtTokens', { count: thinkingTokens }),
    isOmitted ? t('thoughtOmitted') : null,
  ].filter((note) => note !== null)
  return (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
      <span>
        {duration === null ? t('thoughtSometime') : t('thought', { duration: words(duration) })}
      </span>
      {notes.map((note) => (
        <span key={note} className="text-small">
          {note}
        </span>
      ))}
    </span>
  )
}

function LiveHead({ startedAt }: BlockProps) {
  const t = useTranslations('chat.blocks')
  const words = useDuration()
  const isLost = useIsConnectionLost()
  const now = useTicker(!isLost, 100)
  // How long it has thought is the server's to know, then.
  if (isLost) return <span>{t('thinking')}</span>
  return (
    <span className="flex items-center gap-2 text-accent">
      <LiveIcon size={14} />
      {startedAt === null ? t('thinking') : t('thinkingFor', { duration: words(now - startedAt) })}
    </span>
  )
}
