import { Markdown } from '../markdown'
import type { BlockProps } from './block-props'

/** What the model says. */
export function TextBlock({ block, isLive }: BlockProps) {
  const text = typeof block.text === 'string' ? block.text : ''
  if (text === '' && !isLive) return null
  return (
    <div className="text-reading">
      <Markdown text={text} isLive={isLive} />
    </div>
  )
}
