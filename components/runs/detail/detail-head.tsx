import { useQuery } from '@tanstack/react-query'
import { ChevronLeft, Play, Terminal } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { settingsQuery } from '@/lib/client/queries/settings'
import { useRunView } from '@/lib/client/use-run-view'
import { modelLabel } from '@/lib/domain/models'
import type { RawRun } from '@/lib/domain/raw-run'
import type { Run } from '@/lib/domain/run'
import { runCurl } from '@/lib/domain/run-curl'
import { Button } from '../../ui/button'
import { CopyButton } from '../../ui/copy-button'
import { cx } from '../../ui/cx'
import { IconButton } from '../../ui/icon-button'
import { useCopy } from '../../ui/use-copy'

interface Props {
  run: Run
  /** Undefined until it is there. */
  raw: RawRun | undefined
  onReplay: (() => void) | null
  open: ReactNode
}

/** Which run it is, and what can be done with it. */
export function DetailHead({ run, raw, onReplay, open }: Props) {
  const t = useTranslations('runs')
  const common = useTranslations('common')
  const { data: settings } = useQuery(settingsQuery())
  const upstream = settings?.upstreams.find(({ name }) => name === run.upstream)
  const curl =
    raw === undefined ? null : runCurl(run, raw, upstream, globalThis.location?.origin ?? '')
  return (
    <PlainHead
      title={
        <>
          <h2
            title={run.model}
            data-user-text
            className="max-w-3/5 shrink-0 truncate font-semibold text-title phone:wrap-anywhere phone:line-clamp-2 phone:whitespace-normal"
          >
            {run.model === '' ? t('noModel') : modelLabel(run.model)}
          </h2>
          <span className="ml-1.5 truncate font-mono text-[12px] text-ink-3" title={run.id}>
            {run.id}
          </span>
          <CopyButton text={run.id} label={t('copyId')} copiedLabel={common('copied')} />
        </>
      }
    >
      {curl !== null && <CopyCurl text={curl} />}
      {onReplay !== null && (
        <Button
          variant="quiet"
          icon={<Play aria-hidden size={16} strokeWidth={1.5} className="text-ink-3" />}
          onClick={onReplay}
        >
          {t('replayAt', { speed: 1 })}
        </Button>
      )}
      {open}
    </PlainHead>
  )
}

interface HeadProps {
  title?: ReactNode
  /** All of it has room in one row of a phone. */
  isShort?: boolean
  children?: ReactNode
}

/** The bar over a run: the way back to the list where that is out of sight. */
export function PlainHead({ title, isShort = false, children }: HeadProps) {
  const t = useTranslations('runs')
  const { open } = useRunView()
  return (
    <header
      className={cx(
        'flex min-h-12 shrink-0 items-center justify-between gap-x-4 pr-4 pl-7 max-lg:pl-2 phone:py-1',
        !isShort && 'phone:flex-wrap',
      )}
    >
      <div className={cx('flex min-w-0 items-center', !isShort && 'phone:w-full')}>
        <IconButton
          label={t('back')}
          icon={ChevronLeft}
          iconSize={18}
          onClick={() => open(null)}
          className="mr-1 lg:hidden"
        />
        {title}
      </div>
      <div
        className={cx(
          'flex shrink-0 items-center gap-1',
          !isShort && 'phone:-ml-1 phone:w-full phone:shrink phone:flex-wrap',
        )}
      >
        {children}
      </div>
    </header>
  )
}

function CopyCurl({ text }: { text: string }) {
  const t = useTranslations('runs')
  const common = useTranslations('common')
  const { isCopied, copy } = useCopy(text)
  return (
    <Button
      variant="quiet"
      icon={<Terminal aria-hidden size={16} strokeWidth={1.5} className="text-ink-3" />}
      onClick={copy}
    >
      {/* Both have their room, so that nothing beside it moves. */}
      <span aria-live="polite" className="grid *:[grid-area:1/1]">
        <span className={cx(isCopied && 'invisible')}>{t('copyCurl')}</span>
        <span className={cx(!isCopied && 'invisible')}>{common('copied')}</span>
      </span>
    </Button>
  )
}
