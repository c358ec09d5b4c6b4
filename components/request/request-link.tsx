import { CircleX, Link, Lock } from 'lucide-react'
import NextLink from 'next/link'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useLinkRequest } from '@/lib/client/queries/linked-requests'
import { useLoop } from '@/lib/client/use-loop'
import { useOnce } from '@/lib/client/use-once'
import type { LinkRequest } from '@/lib/domain/linked-request'
import { Button } from '../ui/button'
import { useErrorWords } from '../ui/use-error-words'
import { CopyWords } from './copy-words'

/** A link to the request as it stands, which stays what it is whatever becomes of the conversation. */
export function RequestLink({ request, beside }: { request: LinkRequest; beside: ReactNode }) {
  const t = useTranslations('request.link')
  const loop = useTranslations('loop')
  const errorWords = useErrorWords()
  const { isLocked } = useLoop(request.conversationId)
  const { mutate, data, error, isPending, variables } = useLinkRequest()
  const make = useOnce(mutate)
  // Of another request it would not be the link.
  const link = variables !== undefined && isSame(variables, request) ? data : undefined
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-2">
        {beside}
        <Button
          icon={<Link aria-hidden size={16} strokeWidth={1.5} />}
          disabled={isLocked}
          busy={isPending && t('making')}
          onClick={() => link === undefined && make(request)}
        >
          {t('make')}
        </Button>
      </div>
      {isLocked && (
        <p className="flex items-start gap-1.5 text-ink-3 text-small phone:text-title">
          <Lock aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
          {loop('locked')}
        </p>
      )}
      <div role="status" className="flex flex-col gap-1 empty:hidden">
        {link !== undefined && (
          <>
            <p className="text-ink-3 text-small phone:text-title">
              {t.rich('about', { link: toSettings })}
            </p>
            <div className="flex items-center justify-between gap-2">
              <a
                href={link}
                className="wrap-anywhere rounded-sm font-mono text-accent text-small hover:underline phone:text-title"
              >
                {link}
              </a>
              <CopyWords text={link} label={t('copy')} />
            </div>
          </>
        )}
      </div>
      {error !== null && (
        <p role="alert" className="flex items-start gap-1.5 text-bad text-small phone:text-title">
          <CircleX aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
          <span data-user-text>{errorWords(error)}</span>
        </p>
      )}
    </div>
  )
}

function toSettings(words: ReactNode) {
  return (
    <NextLink
      href="/settings#kept"
      prefetch={false}
      className="rounded-sm font-medium text-accent hover:underline"
    >
      {words}
    </NextLink>
  )
}

function isSame(a: LinkRequest, b: LinkRequest): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
