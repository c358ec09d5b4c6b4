import { useFormatter, useLocale, useTranslations } from 'use-intl'
import type { Report } from '@/lib/domain/comparison/export/report'
import { FIGURE_NAMES, type ReportWords } from '@/lib/domain/comparison/export/report-words'
import { useEndWords } from '../end-words'
import { useFactWords } from '../facts-bar'
import { useVoteTables } from '../judging/use-vote-tables'
import { useSweepTables } from '../sweeps/use-sweep-tables'
import { useSettingName } from '../use-setting-name'
import { useSumWords } from '../use-sum-words'

/** The words of a report in the language of the screen. */
export function useReportWords(): (
  report: Pick<Report, 'madeAt' | 'differences' | 'sweeps' | 'votes'>,
) => ReportWords {
  const t = useTranslations('compareExport')
  const compare = useTranslations('compare')
  const format = useFormatter()
  const language = useLocale()
  const setting = useSettingName()
  const figures = useFactWords()
  const end = useEndWords()
  const sums = useSumWords()
  const names = FIGURE_NAMES.map((name) => [name, compare(`facts.${name}`)] as const)
  const sweepTables = useSweepTables()
  const voteTables = useVoteTables()
  const judging = useTranslations('judging')
  return ({ madeAt, differences, sweeps, votes }) => ({
    language,
    figures,
    sums,
    made: t('made', { date: format.dateTime(madeAt, { dateStyle: 'long', timeStyle: 'short' }) }),
    differs:
      differences.length === 0
        ? compare('differsNot')
        : compare('differs', { names: format.list(new Set(differences.map(setting))) }),
    setting,
    tables: [...sweepTables(sweeps), ...voteTables(votes)],
    judged: ({ thumb }) =>
      thumb === 0 ? judging('note') : thumb > 0 ? judging('up') : judging('down'),
    beside: (count, known) => t('beside', { count, cost: sums(known).cost }),
    estimate: t('estimate'),
    headings: {
      figures: t('figures'),
      settings: t('settings'),
      turn: compare('turnHead'),
      column: compare('columnHead'),
      end: compare('endHead'),
      sums: compare('sums'),
    },
    turn: (number) => compare('turn', { number }),
    column: (number, model) =>
      model === null ? compare('columnAlone', { number }) : compare('column', { number, model }),
    question: compare('question'),
    notAsked: compare('notAsked'),
    written: compare('written'),
    noText: t('noText'),
    sandbox: t('sandbox'),
    notFinal: t('notFinal'),
    // The names are those of the list above.
    figureNames: Object.fromEntries(names) as ReportWords['figureNames'],
    ranks: { best: compare('facts.best'), worst: compare('facts.worst') },
    end,
    thinking: t('thinking'),
    thinkingHidden: t('thinkingHidden'),
    call: (name) => t('call', { name }),
    result: t('result'),
    resultFailed: t('resultFailed'),
    file: (name) => t('file', { name }),
    fileLeftOut: (name) => t('fileLeftOut', { name }),
    other: (type) => t('other', { type }),
    error: t('error'),
  })
}
