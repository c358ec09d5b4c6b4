import { useQuery } from '@tanstack/react-query'
import { Vote as VoteIcon, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { votesQuery } from '@/lib/client/queries/votes-query'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { IconButton } from '../../ui/icon-button'
import { VotesTally } from './votes-tally'

/** Opens what the votes of a comparison come to; not there while there is none. */
export function VotesButton({ comparisonId }: { comparisonId: string }) {
  const t = useTranslations('judging')
  const common = useTranslations('common')
  const votes = useQuery(votesQuery(comparisonId)).data ?? []
  const [isOpen, setOpen] = useState(false)
  if (votes.length === 0) return null
  const label = t('votes', { count: votes.length })
  return (
    <>
      <Button
        variant="quiet"
        aria-label={label}
        icon={<VoteIcon aria-hidden size={16} strokeWidth={1.5} className="text-ink-3" />}
        onClick={() => setOpen(true)}
        className="phone:w-11 phone:px-0!"
      >
        <span className="max-xl:sr-only">{label}</span>
      </Button>
      <Dialog
        title={label}
        isOpen={isOpen}
        onOpenChange={setOpen}
        isWide
        end={<IconButton label={common('close')} icon={X} onClick={() => setOpen(false)} />}
      >
        <VotesTally votes={votes} />
      </Dialog>
    </>
  )
}
