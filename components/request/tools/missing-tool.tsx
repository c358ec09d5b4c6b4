import { CircleSlash } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { ChatSettings } from '@/lib/domain/conversation'
import { type ModelInfo, modelLabel, nameOfModel } from '@/lib/domain/models'
import { modelWithTool } from '@/lib/domain/server-tools'
import type { ChosenTool } from '@/lib/domain/tools/chosen-tool'

interface Props {
  tool: ChosenTool
  settings: ChatSettings
  models: readonly ModelInfo[]
  isSandbox: boolean
  isLocked: boolean
  onTakeOut: () => void
  onModel: (model: string) => void
}

/** Said of a tool that the upstream would run and the model does not have: it is sent all the same. */
export function MissingTool({ tool, settings, models, isSandbox, isLocked, ...on }: Props) {
  const t = useTranslations('requestTools')
  const request = useTranslations('request')
  const other = modelWithTool(tool.id, models)
  const buttonClass =
    'rounded-sm text-left font-medium text-accent hover:underline phone:-my-3 phone:min-h-11'
  return (
    <p className="flex items-start gap-1.5 pb-1 text-ink-3 text-small phone:text-title">
      <CircleSlash
        aria-hidden
        size={14}
        strokeWidth={1.5}
        className="mt-px shrink-0 phone:mt-0.75"
      />
      <span>
        {isSandbox ? t('unavailable') : t('lacked', { model: modelLabel(settings.model) })}
        {!isLocked && (
          <>
            {' '}
            <button type="button" onClick={on.onTakeOut} className={buttonClass}>
              {t('takeOut')}
            </button>
          </>
        )}
        {!isLocked && other !== undefined && (
          <>
            {request('orElse')}
            <button type="button" onClick={() => on.onModel(other.id)} className={buttonClass}>
              {request('steps.model', { model: nameOfModel(other) })}
            </button>
          </>
        )}
      </span>
    </p>
  )
}
