import { useMutation } from '@tanstack/react-query'
import { Square } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/button'
import { Keys } from '../ui/keys'
import { focusComposer } from './focus-composer'
import { useEscape } from './use-escape'

interface Props {
  onStop: () => Promise<void>
  /** Somebody writes a result in the thread: there, Esc is not meant for what is under way. */
  isEditing: boolean
  /** In place of “Stop”. */
  label?: string
}

/** Stops what is under way, also by Esc. It stands where Send stood. */
export function StopButton({ onStop, isEditing, label }: Props) {
  const t = useTranslations('chat.composer')
  const { mutate: stop, isPending } = useMutation({ mutationFn: onStop })
  useEscape(stop, isEditing)
  return (
    <Button
      size="large"
      busy={isPending && t('stopping')}
      onClick={() => {
        stop()
        focusComposer()
      }}
      className="phone:w-11 phone:px-0!"
    >
      <Square aria-hidden size={14} strokeWidth={0} className="fill-current" />
      <span className="phone:sr-only">{label ?? t('stop')}</span>
      <Keys keys="Esc" className="bg-transparent! px-0! phone:hidden" />
    </Button>
  )
}
