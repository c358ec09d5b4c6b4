import { useQuery } from '@tanstack/react-query'
import { CircleX } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { modelsQuery } from '@/lib/client/queries/models'
import { setDraft } from '@/lib/client/stores/drafts'
import { useLoop } from '@/lib/client/use-loop'
import { useOutgoing } from '@/lib/client/use-outgoing'
import { compareModels, type ModelInfo, nameOfModel } from '@/lib/domain/models'
import { rewriteForModel } from '@/lib/domain/rewrite-for-model'
import { accountOf } from '@/lib/domain/upstream-keys'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { Select } from '../../ui/select'
import { useErrorWords } from '../../ui/use-error-words'
import { BodyDiff } from './body-diff'
import type { OpenProps } from './open-props'
import { useOpenApart } from './use-open-apart'

/** Chooses a model, shows what the request would be there, and then goes over to it. */
export function OtherModel(props: OpenProps & { onClose: () => void }) {
  const t = useTranslations('request.otherModel')
  const { settings } = props
  const models = [...(useQuery(modelsQuery(settings.upstream)).data ?? [])].sort(compareModels)
  const others = models.filter(({ id }) => id !== settings.model)
  const [wanted, setWanted] = useState<string | null>(null)
  const model = wanted ?? others[0]?.id
  if (model === undefined) {
    return <p className="px-5 pb-5 text-ink-3 text-ui phone:px-4">{t('none')}</p>
  }
  return (
    <>
      <div className="px-5 pb-3 phone:px-4">
        <Field label={t('model')}>
          <Select
            label={t('model')}
            value={model}
            options={others.map((info) => ({
              value: info.id,
              label: nameOfModel(info),
              hint: info.id,
            }))}
            onValueChange={setWanted}
          />
        </Field>
      </div>
      <Rewritten key={model} {...props} model={model} models={models} />
    </>
  )
}

interface Props extends OpenProps {
  model: string
  models: readonly ModelInfo[]
  onClose: () => void
}

function Rewritten({ conversationId, settings, text, body, model, models, onClose }: Props) {
  const t = useTranslations('request.otherModel')
  const errorWords = useErrorWords()
  const next = rewriteForModel(settings, model, models)
  const outgoing = useOutgoing(conversationId, next, text)
  const loop = useTranslations('loop')
  const { isLocked } = useLoop(conversationId)
  const apart = useOpenApart()
  const account = accountOf(outgoing.upstream?.keyInUse)
  const here = () => {
    setDraft(conversationId, { settings: next })
    onClose()
  }
  return (
    <>
      <BodyDiff before={body} after={outgoing.body} />
      <div className="flex shrink-0 flex-wrap items-center justify-end gap-2 border-line border-t px-5 py-3 phone:px-4">
        <p role="alert" className="mr-auto flex items-start gap-1.5 text-bad text-small">
          {isLocked && <span className="text-ink-3">{loop('locked')}</span>}
          {apart.error !== null && (
            <>
              <CircleX aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
              <span data-user-text>{errorWords(apart.error)}</span>
            </>
          )}
        </p>
        <Button
          disabled={isLocked}
          busy={apart.isPending && t('opening')}
          onClick={() => apart.open({ conversationId, settings: next, text, account }, onClose)}
        >
          {t('apart')}
        </Button>
        <Button variant="primary" disabled={isLocked} onClick={here}>
          {t('here')}
        </Button>
      </div>
    </>
  )
}
