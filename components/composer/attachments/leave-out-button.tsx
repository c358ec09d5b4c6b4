import { X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../../ui/icon-button'
import { TAKES_AWAY } from './focus-beside'

interface Props {
  /** Of the file; null where it has none. */
  name: string | null
  onPress: (button: HTMLElement) => void
}

/** Leaves a file out of what goes; the focus is the caller's to lead on. */
export function LeaveOutButton({ name, onPress }: Props) {
  const t = useTranslations('attach')
  return (
    <IconButton
      {...TAKES_AWAY}
      icon={X}
      iconSize={14}
      label={name === null ? t('removeUnnamed') : t('remove', { name })}
      onClick={({ currentTarget }) => onPress(currentTarget)}
    />
  )
}
