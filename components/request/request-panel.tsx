'use client'

import { Braces, CodeXml, PanelRight, X } from 'lucide-react'
import { memo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useDraftSettings, useFreshGap } from '@/lib/client/use-draft'
import { type Gone, NOTHING_GONE } from '@/lib/domain/preset'
import { focusLater } from '../shell/focus-later'
import { useShell } from '../shell/shell-context'
import { HIDE_PANEL_ID } from '../shell/top-bar'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { onDemand } from '../ui/on-demand'
import { drawnLater } from '../ui/parts-ahead'
import { Tabs } from '../ui/tabs'
import { PresetGap } from './preset-gap'
import { PresetMenu } from './preset-menu'
import { RequestPending } from './request-pending'
import { RequestSettings } from './request-settings'

interface Props {
  conversationId: string | null
  onClose: () => void
  /** What columns of a comparison share: nothing is sent with it as it is. */
  isShared?: boolean
}

/** The last preset that was applied here, and what of it is gone. */
interface Applied {
  conversationId: string | null
  gone: Gone
}

/** What it says is for who has written something. */
const RequestEstimate = drawnLater(
  async () => (await import('./request-estimate')).RequestEstimate,
  () => <div aria-hidden className="h-4 phone:h-5" />,
)

const RequestView = onDemand(async () => (await import('./request-view')).RequestView)
const CodeView = onDemand(async () => (await import('./code/code-view')).CodeView)

/** What does not change while somebody types a message is not drawn again for it. */
const Settings = memo(RequestSettings)

/** What the next run will be asked with, beside the thread: to be set, and as it will be sent. */
export function RequestPanel({ conversationId, onClose, isShared = false }: Props) {
  const t = useTranslations()
  const { panelView: view, setPanelView: setView } = useShell()
  const settings = useDraftSettings(conversationId)
  const isReady = settings !== null
  const shown = isReady && !isShared ? view : 'settings'
  const [applied, setApplied] = useState<Applied | null>(null)
  const fresh = useFreshGap(conversationId)
  const gone = applied?.conversationId === conversationId ? applied.gone : fresh
  const tabs = useRef<HTMLDivElement>(null)
  const show = (tab: 'request' | 'code') => {
    setView(tab)
    focusLater(() => tabs.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]'))
  }
  return (
    <Tabs
      ref={tabs}
      label={t('request.tabs')}
      value={shown}
      tabs={[
        { value: 'settings', label: t('request.title') },
        ...(isReady && !isShared
          ? [
              { value: 'request' as const, label: t('request.requestTab') },
              { value: 'code' as const, label: t('request.codeTab') },
            ]
          : []),
      ]}
      onValueChange={setView}
      isHead
      end={
        <span className="flex min-w-0 items-center">
          {settings !== null && (
            <PresetMenu
              conversationId={conversationId}
              settings={settings}
              onApplied={(gone) => setApplied({ conversationId, gone })}
            />
          )}
          <Close onClose={onClose} />
        </span>
      }
      className="flex min-h-0 flex-1 flex-col"
      panelClass="relative flex min-h-0 flex-1 flex-col overflow-y-auto outline-offset-[-2px]"
      foot={
        settings !== null &&
        !isShared && (
          <div className="flex shrink-0 flex-col gap-2 border-line border-t px-4 pt-2.5 pb-3 phone:pb-[max(12px,env(safe-area-inset-bottom))]">
            <RequestEstimate conversationId={conversationId} settings={settings} />
            {view === 'settings' && (
              <div className="grid grid-cols-2 gap-2">
                <Button onClick={() => show('request')} icon={<Icon of={Braces} />}>
                  {t('request.viewRequest')}
                </Button>
                <Button onClick={() => show('code')} icon={<Icon of={CodeXml} />}>
                  {t('request.getCode')}
                </Button>
              </div>
            )}
          </div>
        )
      }
    >
      {settings === null ? (
        <div className="px-4">
          <RequestPending conversationId={conversationId} />
        </div>
      ) : shown === 'settings' ? (
        <>
          {gone !== null && (
            <div className="px-4 pb-3 empty:hidden">
              <PresetGap
                gone={gone}
                onDismiss={() => setApplied({ conversationId, gone: NOTHING_GONE })}
              />
            </div>
          )}
          <Settings conversationId={conversationId} settings={settings} isShared={isShared} />
        </>
      ) : shown === 'request' ? (
        <RequestView conversationId={conversationId} settings={settings} />
      ) : (
        <CodeView conversationId={conversationId} settings={settings} />
      )}
    </Tabs>
  )
}

function Icon({ of: Glyph }: { of: typeof Braces }) {
  return <Glyph aria-hidden size={16} strokeWidth={1.5} className="text-ink-3" />
}

function Close({ onClose }: { onClose: () => void }) {
  const t = useTranslations()
  return (
    <>
      <IconButton
        id={HIDE_PANEL_ID}
        label={t('shell.hidePanel')}
        icon={PanelRight}
        onClick={onClose}
        className="max-md:hidden"
      />
      <IconButton label={t('common.close')} icon={X} onClick={onClose} className="md:hidden" />
    </>
  )
}
