'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTheme } from 'next-themes'
import { comparisonPath } from '@/lib/client/comparison/comparison-path'
import { settingsQuery, usePatchSettings } from '@/lib/client/queries/settings'
import { signOut } from '@/lib/client/sign-out'
import { conversationPath } from '@/lib/client/use-conversation-id'
import type { Locale } from '@/lib/domain/settings'
import type { ActionId } from '../actions/actions'
import { useAction } from '../actions/use-action'
import { useShortcuts } from '../actions/use-shortcuts'
import { COMPOSER_ID } from '../composer/focus-composer'
import { Palette } from '../palette/palette'
import { ShortcutSheet } from '../shortcuts/shortcut-sheet'
import { useShell } from './shell-context'
import { useMediaQuery } from './use-media-query'

/** What can be done on every screen, by key and by palette. */
export function ShellActions() {
  useShortcuts()
  usePlaces()
  useThemes()
  useLanguages()
  return (
    <>
      <Palette />
      <ShortcutSheet />
    </>
  )
}

function usePlaces(): void {
  const router = useRouter()
  const { isRail, setRail, isSidebarOpen, setSidebarOpen } = useShell()
  const hasRoom = useMediaQuery('(width >= 1024px)')
  const { data: settings } = useQuery(settingsQuery())
  const leave = useMutation({ mutationFn: signOut })
  useAction('newConversation', () => router.push(conversationPath(null)))
  useAction('openCompare', () => router.push(comparisonPath(null)))
  useAction('openFiles', () => router.push('/files'))
  useAction('openRuns', () => router.push('/runs'))
  useAction('openTools', () => router.push('/tools'))
  useAction('openCatalog', () => router.push('/catalog'))
  useAction('openSettings', () => router.push('/settings'))
  useAction('focusComposer', () => {
    const box = document.getElementById(COMPOSER_ID)
    // After what was open has given the focus back.
    if (box !== null) setTimeout(() => box.focus())
    else router.push(conversationPath(null))
  })
  useAction('toggleSidebar', () => (hasRoom ? setRail(!isRail) : setSidebarOpen(!isSidebarOpen)))
  useAction('signOut', settings?.hasPassword === true ? () => leave.mutate() : null)
}

const THEMES = { themeSystem: 'system', themeLight: 'light', themeDark: 'dark' } as const
type ThemeAction = keyof typeof THEMES & ActionId

function useThemes(): void {
  const { theme = 'system', setTheme } = useTheme()
  // What holds already is not on offer.
  const choose = (id: ThemeAction) => (THEMES[id] === theme ? null : () => setTheme(THEMES[id]))
  useAction('themeSystem', choose('themeSystem'))
  useAction('themeLight', choose('themeLight'))
  useAction('themeDark', choose('themeDark'))
}

function useLanguages(): void {
  const router = useRouter()
  const { data: settings } = useQuery(settingsQuery())
  const patch = usePatchSettings()
  const choose = (locale: Locale | null) => {
    if (settings === undefined || settings.locale === locale) return null
    return () => patch.mutate({ locale }, { onSuccess: () => router.refresh() })
  }
  useAction('languageAuto', choose(null))
  useAction('languageEnglish', choose('en'))
  useAction('languageChinese', choose('zh'))
}
