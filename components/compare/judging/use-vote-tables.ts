import { useFormatter, useTranslations } from 'use-intl'
import type { ReportTable } from '@/lib/domain/comparison/export/report-words'
import { type Contender, type PairTally, tallyVotes } from '@/lib/domain/comparison/tally'
import type { Vote } from '@/lib/domain/comparison/votes'
import { modelLabel } from '@/lib/domain/models'
import { useSettingName } from '../use-setting-name'
import { useValueWords } from './use-value-words'

/** What votes come to for each pair, as a table in words; none where no pair was voted on. */
export function useVoteTables(): (votes: readonly Vote[]) => ReportTable[] {
  const t = useTranslations('judging')
  const format = useFormatter()
  const nameOf = useSettingName()
  const valueWords = useValueWords()
  const who = ({ upstream, model, settings }: Contender) =>
    t('contender', {
      model: modelLabel(model),
      details: [
        upstream,
        ...settings.map((setting) => `${nameOf(setting.name)} ${valueWords(setting)}`),
      ].join(t('separator')),
    })
  const rowOf = ({ first, second, wins, losses, ties, neither, preferred }: PairTally) => {
    const chosen = preferred === null ? null : preferred === 'first' ? first : second
    return [
      t('pairOf', { first: who(first), second: who(second) }),
      ...[wins, losses, ties, neither].map((count) => format.number(count)),
      chosen === null ? t('cannotTell') : who(chosen),
    ]
  }
  return (votes) => {
    const pairs = tallyVotes(votes)
    if (pairs.length === 0) return []
    return [
      {
        ...{ title: t('tally'), note: t('votes', { count: votes.length }) },
        head: [t('pair'), t('firstWon'), t('secondWon'), t('ties'), t('neither'), t('preference')],
        rows: pairs.map(rowOf),
      },
    ]
  }
}
