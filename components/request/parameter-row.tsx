'use client'

import { CircleHelp, RotateCcw } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { PARAMETERS, type ParameterField, shortName } from '@/lib/domain/parameters'
import { cx } from '../ui/cx'
import { IconButton } from '../ui/icon-button'

interface Props {
  field: ParameterField
  /** Somebody chose a value: it has a dot and can be reset. */
  isChanged: boolean
  /** The value is there and stays behind; a text names it where another one goes. */
  isWithheld?: boolean | string
  isRefused?: boolean
  /** Nobody says whether the model takes it. */
  isUnverified?: boolean
  modelName: string
  onReset: () => void
  /** At the right end of the name. */
  end?: ReactNode
  children?: ReactNode
}

/** A parameter: its name on the wire, whether it is changed, what it does, and its control. */
export function ParameterRow({ field, isChanged, modelName, onReset, end, ...props }: Props) {
  const t = useTranslations('request')
  const { text } = PARAMETERS[field]
  const name = shortName(field)
  const explanationId = useId()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <div className="group py-0.5">
      <div className="flex min-h-7 items-center gap-1.5 phone:min-h-11">
        <button
          type="button"
          aria-label={t('explain.label', { name })}
          aria-expanded={isOpen}
          aria-controls={explanationId}
          onClick={() => setIsOpen((open) => !open)}
          className={cx(
            'fade flex items-center gap-1 rounded-sm font-mono text-small hover:text-accent phone:min-h-11 phone:text-title',
            props.isRefused === true && 'text-ink-3',
          )}
        >
          {name}
          {isChanged && <span aria-hidden className="ml-0.5 size-1.5 rounded-full bg-accent" />}
          <CircleHelp
            aria-hidden
            size={12}
            strokeWidth={1.5}
            className={cx(
              'text-ink-3 pointer-coarse:opacity-100',
              !isOpen && 'opacity-0 group-focus-within:opacity-100 group-hover:opacity-100',
            )}
          />
        </button>
        {isChanged && (
          <>
            <span className="sr-only">{t('changed')}</span>
            <IconButton
              label={t('reset', { name })}
              icon={RotateCcw}
              iconSize={14}
              onClick={onReset}
              className="-ml-1 opacity-0 focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
            />
          </>
        )}
        {props.isWithheld === true && <Mark text={t('notSent')} />}
        {typeof props.isWithheld === 'string' && (
          <Mark text={t('notSentValue', { value: props.isWithheld })} />
        )}
        {props.isUnverified === true && (
          <Mark text={t('unverified')} title={t('unverifiedText', { model: modelName })} />
        )}
        <span className="ml-auto flex items-center">{end}</span>
      </div>
      <p
        id={explanationId}
        hidden={!isOpen}
        className="pb-1 text-ink-3 text-small phone:text-title"
      >
        {t(`explain.${text}`)}
        {props.isUnverified === true && ` ${t('unverifiedText', { model: modelName })}`}
      </p>
      {props.children}
    </div>
  )
}

function Mark({ text, title }: { text: string; title?: string }) {
  return (
    <span
      {...(title === undefined ? {} : { title })}
      className="shrink-0 rounded-sm bg-sunken px-1.5 text-ink-3 text-facts phone:text-small"
    >
      {text}
    </span>
  )
}
