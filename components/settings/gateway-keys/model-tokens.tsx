'use client'

import { X } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { MOST_MODELS } from '@/lib/domain/gateway-keys'
import { isSendKey } from '../../composer/enter-key'
import { Field } from '../../ui/field'
import { IconButton } from '../../ui/icon-button'
import { SuggestField } from '../../ui/suggest-field'
import type { FormPart } from './form-part'

/** The models that a key may ask for, as tokens. Enter or a comma adds what is typed, Backspace takes the last away. */
export function ModelTokens({
  fields,
  errors,
  change,
  suggestions,
}: FormPart & { suggestions: readonly string[] }) {
  const t = useTranslations('gatewayKeys')
  const [text, setText] = useState('')
  const { models } = fields
  const add = (typed: string) => {
    const added = typed.split(/[\s,，、]+/).filter((model) => model !== '')
    change({ models: [...new Set([...models, ...added])] })
    setText('')
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, isListed: boolean) => {
    const { key, keyCode, shiftKey, altKey, nativeEvent } = event
    if (key === 'Backspace' && text === '') change({ models: models.slice(0, -1) })
    const press = { key, keyCode, shiftKey, altKey, isComposing: nativeEvent.isComposing }
    if (!isSendKey(press) || isListed || text.trim() === '') return
    event.preventDefault()
    add(text)
  }
  return (
    <Field
      label={t('models')}
      end={models.length === 0 ? t('allModels') : undefined}
      error={errors.models && t(`errors.${errors.models}`, { most: MOST_MODELS })}
    >
      {models.length > 0 && (
        <ul className="flex flex-wrap gap-1">
          {models.map((model) => (
            <Token
              key={model}
              model={model}
              onRemove={() => change({ models: models.filter((one) => one !== model) })}
            />
          ))}
        </ul>
      )}
      <SuggestField
        label={t('models')}
        value={text}
        suggestions={suggestions.filter((model) => !models.includes(model))}
        placeholder={t('modelsHint', { pattern: 'claude-haiku-*' })}
        maxLength={256}
        isInvalid={errors.models !== undefined}
        onChange={(next) => (/[,，、]/.test(next) ? add(next) : setText(next))}
        onPick={add}
        onKeyDown={onKeyDown}
        onBlur={() => text.trim() !== '' && add(text)}
      />
    </Field>
  )
}

function Token({ model, onRemove }: { model: string; onRemove: () => void }) {
  const t = useTranslations('gatewayKeys')
  return (
    <li className="inline-flex h-6 min-w-0 max-w-full items-center rounded-sm bg-field pl-2 font-mono text-small shadow-edge phone:h-11 phone:text-title">
      <span className="truncate">{model}</span>
      <IconButton
        label={t('removeModel', { model })}
        icon={X}
        iconSize={12}
        onClick={onRemove}
        className="size-6"
      />
    </li>
  )
}
