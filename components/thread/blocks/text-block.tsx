import { useIsConnectionLost } from '@/lib/client/stores/connection'
import { Markdown } from '../markdown/markdown'
import type { BlockProps } from './block-props'

/** What the model says. */
export function TextBlock({ block, isLive }: BlockProps) {
  const isLost = useIsConnectionLost()
  const text = typeof block.text === 'string' ? block.text : ''
  if (text === '' && !isLive) return null
  return (
    <div className="text-reading">
      <Markdown text={text} isLive={isLive} hasCaret={isLive && !isLost} />
    </div>
  )
}
