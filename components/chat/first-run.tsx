import { useQuery } from '@tanstack/react-query'
import { ArrowUpLeft } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { settingsQuery } from '@/lib/client/queries/settings'
import { setDraft } from '@/lib/client/stores/drafts'
import { useDraft } from '@/lib/client/use-draft'
import type { ChatSettings } from '@/lib/domain/conversation'
import { COMPOSER_ID } from '../composer/focus-composer'
import { type Example, useExamples } from './use-examples'

const TERMS = ['chat', 'sdk', 'keep'] as const

/** What stands over the box before the first turn: what this is, and things to try. */
export function FirstRun() {
  const t = useTranslations('chat.firstRun')
  const { settings } = useDraft(null)
  const server = useQuery(settingsQuery()).data
  const upstream = settings?.upstream ?? server?.defaultUpstream
  const isSandbox = server?.upstreams.find(({ name }) => name === upstream)?.isSandbox
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-6 phone:px-5">
      <div className="mx-auto max-w-155 px-3 pt-[clamp(24px,14dvh,128px)] pb-8 phone:px-0">
        <h2 className="whitespace-pre-line text-balance font-semibold text-headline">
          {t('headline')}
        </h2>
        <dl className="mt-5 grid grid-cols-[max-content_1fr] gap-x-6 gap-y-2 text-column phone:grid-cols-1 phone:gap-y-0.5">
          {TERMS.map((term) => (
            <div key={term} className="contents phone:block phone:pt-2">
              <dt className="font-medium">{t(`${term}Term`)}</dt>
              <dd className="text-ink-2">{t(term)}</dd>
            </div>
          ))}
        </dl>
        {isSandbox !== undefined && (
          <Examples
            isSandbox={isSandbox}
            tokensPerSecond={server?.sandboxTps ?? 0}
            settings={settings}
          />
        )}
      </div>
    </div>
  )
}

interface ExamplesProps {
  isSandbox: boolean
  tokensPerSecond: number
  /** What the next run would be asked with. */
  settings: ChatSettings | null
}

function Examples(props: ExamplesProps) {
  const t = useTranslations('chat.firstRun')
  const examples = useExamples(props.isSandbox, props.tokensPerSecond)
  return (
    <>
      <h3 className="mt-7 text-ink-3 text-small">
        {t(props.isSandbox ? 'trySandbox' : 'tryModel')}
      </h3>
      <ul className="-mx-3 mt-1">
        {examples.map((example) => (
          <li key={example.title}>
            <ExampleRow example={example} settings={props.settings} />
          </li>
        ))}
      </ul>
    </>
  )
}

function ExampleRow({ example, settings }: { example: Example; settings: ChatSettings | null }) {
  const { icon: Icon, title, hint, text, model } = example
  return (
    <button
      type="button"
      // Before it is known what is asked with, its model could not be put there.
      disabled={model !== null && settings === null}
      onClick={() => {
        const chosen = model === null || settings === null ? null : { ...settings, model }
        setDraft(null, chosen === null ? { text } : { text, settings: chosen })
        document.getElementById(COMPOSER_ID)?.focus()
      }}
      className="group fade flex min-h-13 w-full items-center gap-3 rounded-lg px-3 py-1.5 text-left hover:bg-sunken focus-visible:bg-sunken"
    >
      <Icon aria-hidden size={16} strokeWidth={1.5} className="shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1">
        <span className="block font-medium text-ui">{title}</span>
        <span className="block text-ink-3 text-small">{hint}</span>
      </span>
      <ArrowUpLeft
        aria-hidden
        size={14}
        strokeWidth={1.5}
        className="shrink-0 text-ink-3 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
      />
    </button>
  )
}
