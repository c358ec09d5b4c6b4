import { useContext, useMemo } from 'react'
import { useIsConnectionLost } from '@/lib/client/stores/connection'
import { onDemand } from '../../ui/on-demand'
import { Markdown } from '../markdown/markdown'
import { TurnContext } from '../turn-context'
import type { BlockProps } from './block-props'

const StructuredAnswer = onDemand(
  async () => (await import('./structured-answer')).StructuredAnswer,
)

/** What the model says; where a schema was asked for, the JSON that it says. */
export function TextBlock({ block, isLive }: BlockProps) {
  const isLost = useIsConnectionLost()
  const schema = useContext(TurnContext)?.outputSchema ?? null
  const text = typeof block.text === 'string' ? block.text : ''
  const json = useMemo(
    () => (schema === null || isLive ? null : parse(text)),
    [schema, isLive, text],
  )
  if (text === '' && !isLive) return null
  if (schema !== null && json !== null)
    return <StructuredAnswer value={json.value} schema={schema} />
  return (
    <div className="text-reading">
      <Markdown text={text} isLive={isLive} hasCaret={isLive && !isLost} />
    </div>
  )
}

/** Null where it is no JSON, as when it was cut. */
function parse(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return null
  }
}
