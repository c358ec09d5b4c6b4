import Link from 'next/link'
import { useTranslations } from 'use-intl'

/** One line of fact and one with the way on, where a conversation should be. */
export function EmptyNote({ title, text }: { title: string; text: string }) {
  const t = useTranslations('chat')
  return (
    <div className="flex-1 px-6 pt-16">
      <div className="mx-auto max-w-155">
        <p className="font-medium text-ui">{title}</p>
        <p className="text-ink-3 text-ui">
          {text}{' '}
          <Link href="/c" className="font-medium text-accent">
            {t('newConversation')}
          </Link>
        </p>
      </div>
    </div>
  )
}
