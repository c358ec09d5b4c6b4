'use client'

import { useQuery } from '@tanstack/react-query'
import { Lock } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { conversationQuery } from '@/lib/client/queries/conversations'
import { settingsQuery } from '@/lib/client/queries/settings'
import { useStoredText } from '@/lib/client/stores/drafts'
import { useBodyFiles } from '@/lib/client/use-body-files'
import { useLoop } from '@/lib/client/use-loop'
import { useOutgoing } from '@/lib/client/use-outgoing'
import { useShownBody } from '@/lib/client/use-shown-body'
import { chatCode } from '@/lib/domain/code/chat-code'
import { GATEWAY_KEY, targetsOf } from '@/lib/domain/code/place'
import { toShell } from '@/lib/domain/code/shell'
import type { ChatSettings } from '@/lib/domain/conversation'
import { withheldName } from '@/lib/domain/parameters'
import { requestPath } from '@/lib/domain/request-headers'
import type { Loop } from '@/lib/domain/tools/open-loop'
import { accountOf } from '@/lib/domain/upstream-keys'
import { Segment } from '../ui/segment'
import { CopyWords } from './copy-words'
import { JsonText } from './json-text'
import { OpenInModel } from './other-model/open-in-model'
import { RequestHeaders } from './request-headers'
import { RequestLink } from './request-link'

interface Props {
  conversationId: string | null
  settings: ChatSettings
}

/** The request that Send would make now: where it goes, its headers, its body to the letter. */
export function RequestView({ conversationId, settings }: Props) {
  const t = useTranslations('request.view')
  const format = useFormatter()
  const text = useDeferredValue(useStoredText(conversationId))
  const outgoing = useOutgoing(conversationId, settings, text)
  const { upstream, headers, body: sent, withheld, isBoxEmpty } = outgoing
  const { body, hasFiles } = useShownBody(sent, settings.upstream)
  const [form, setForm] = useState<'formatted' | 'exact'>('formatted')
  const conversation = useQuery({
    ...conversationQuery(conversationId ?? ''),
    enabled: conversationId !== null,
  }).data
  const isSandbox = upstream?.isSandbox ?? false
  // The sandbox lives in this process; from outside it is reached through the gateway.
  const path = requestPath(settings)
  const { origin } = window.location
  const url = `${upstream?.baseUrl ?? origin}${path}`
  const exact = JSON.stringify(body)
  const files = useBodyFiles(sent)
  const known = useQuery(settingsQuery()).data
  // Its program uploads the files anew: no thinking is bound to their ids.
  const program = useOutgoing(conversationId, settings, text, true)
  const curl = () => {
    const asked = { ...program, files, settings, known, tools: undefined, origin }
    const [target = 'parley'] = targetsOf(upstream)
    return toShell(chatCode(asked, target)).text.trimEnd()
  }
  const names = withheld.map(withheldName)
  return (
    <div className="flex flex-col gap-3 px-4 pt-1 pb-6">
      <div>
        <p className="wrap-anywhere font-mono text-code phone:text-title">
          {t('call', { url: isSandbox ? path : url })}
        </p>
        {isSandbox && (
          <p className="text-ink-3 text-small phone:text-title">
            {t('sandbox', { variable: GATEWAY_KEY })}
          </p>
        )}
      </div>
      <RequestHeaders headers={headers} auth={isSandbox ? 'none' : (upstream?.auth ?? 'none')} />
      {names.length > 0 && (
        <p className="flex items-start gap-1.5 text-ink-3 text-small phone:text-title">
          <Lock aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
          {t('withheld', { names: format.list(names) })}
        </p>
      )}
      <Awaited loop={useLoop(conversationId)} isBoxEmpty={isBoxEmpty} />
      <RequestLink
        request={{
          ...{ conversationId, settings, text },
          headId: conversation?.headId ?? null,
          account: accountOf(upstream?.keyInUse),
        }}
        beside={<OpenInModel {...{ conversationId, settings, text }} body={sent} />}
      />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Segment
          label={t('form')}
          value={form}
          options={[
            { value: 'formatted', label: t('formatted') },
            { value: 'exact', label: t('exact') },
          ]}
          isCompact
          onValueChange={setForm}
        />
        <div className="-mr-1.5 flex">
          <CopyWords text={exact} label={t('copyJson')} />
          <CopyWords text={() => ({ text: curl() })} label={t('copyCurl')} />
        </div>
      </div>
      {hasFiles && <p className="text-ink-3 text-small phone:text-title">{t('filesLater')}</p>}
      <JsonText label={t('body')} text={form === 'exact' ? exact : JSON.stringify(body, null, 2)} />
    </div>
  )
}

/** What of the request is not there yet. */
function Awaited({ loop, isBoxEmpty }: { loop: Loop; isBoxEmpty: boolean }) {
  const t = useTranslations('request.view')
  const count = loop.calls.filter(({ result }) => result === null).length
  if (count === 0 && !isBoxEmpty) return null
  return (
    <p className="text-ink-3 text-small phone:text-title">
      {count === 0 ? t('emptyBox') : t(loop.goesOnByItself ? 'awaitedAlone' : 'awaited', { count })}
    </p>
  )
}
