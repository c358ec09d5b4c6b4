import { useMutation } from '@tanstack/react-query'
import { Square } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { isOfPreview } from '../shell/open-preview'
import { Button } from '../ui/button'
import { Keys } from '../ui/keys'
import { COMPOSER_ID, focusComposer } from './focus-composer'

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
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
      if (
        isInPopup(event.target) ||
        isOfPreview(event.target) ||
        (isEditing && !isInBox(event.target))
      )
        return
      event.preventDefault()
      stop()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [stop, isEditing])
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

function isInBox(target: EventTarget | null): boolean {
  return target instanceof Element && target.id === COMPOSER_ID
}

const OTHER_FIELDS = `textarea:not(#${COMPOSER_ID})`

/** Esc in a menu, dialog or field of another part closes or leaves that. */
function isInPopup(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  return (
    target.closest(
      `[role=dialog], [role=menu], [role=listbox], [role=combobox], input, ${OTHER_FIELDS}`,
    ) !== null
  )
}
