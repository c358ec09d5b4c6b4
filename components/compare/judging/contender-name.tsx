import type { Contender } from '@/lib/domain/comparison/tally'
import { modelLabel } from '@/lib/domain/models'
import { UpstreamName } from '../column-head'
import { useSettingName } from '../use-setting-name'
import { useValueWords } from './use-value-words'

/** Who was voted on: the model, where it was asked, and in which settings it differed. */
export function ContenderName({ contender }: { contender: Contender }) {
  const nameOf = useSettingName()
  const valueWords = useValueWords()
  const { upstream, model, settings } = contender
  return (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
      <span className="font-semibold text-ui">{modelLabel(model)}</span>
      <span className="text-ink-3 text-small">
        <UpstreamName name={upstream} />
      </span>
      {settings.map((setting) => (
        <span key={setting.name} className="wrap-anywhere text-ink-2 text-small">
          <span className="font-mono">{nameOf(setting.name)}</span>{' '}
          <span>{valueWords(setting)}</span>
        </span>
      ))}
    </span>
  )
}
