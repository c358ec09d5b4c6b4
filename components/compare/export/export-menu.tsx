import { useQueryClient } from '@tanstack/react-query'
import { Braces, Download, FileCode, FileText, Sheet } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { fetchReportFiles } from '@/lib/client/comparison/fetch-report-files'
import { fetchRest } from '@/lib/client/comparison/fetch-rest'
import type { Column } from '@/lib/client/comparison/use-columns'
import { findListed } from '@/lib/client/queries/conversation-list'
import { conversationQuery } from '@/lib/client/queries/conversations'
import { fetchRequestBodies } from '@/lib/client/queries/request-bodies'
import { usePrices } from '@/lib/client/use-prices'
import { comparisonCsv } from '@/lib/domain/comparison/export/csv'
import { fileNameOf } from '@/lib/domain/comparison/export/file-name'
import { comparisonJson, runIdsOf } from '@/lib/domain/comparison/export/json'
import { comparisonMarkdown } from '@/lib/domain/comparison/export/markdown'
import { fileIdsIn, type Report, reportOf } from '@/lib/domain/comparison/export/report'
import { isApiError } from '@/lib/wire/errors'
import { downloadText } from '../../ui/download-text'
import { IconButton } from '../../ui/icon-button'
import { Menu } from '../../ui/menu'
import { useErrorWords } from '../../ui/use-error-words'
import { reportHtml } from './report-html'
import { useReportWords } from './use-report-words'

interface Props {
  comparisonId: string
  columns: readonly Column[]
}

/** The ways in which a comparison leaves as a file. */
export function ExportMenu({ comparisonId, columns }: Props) {
  const t = useTranslations('compareExport')
  const errorWords = useErrorWords()
  const { actions, isBusy, failure } = useExports(comparisonId, columns)
  const isEmpty = columns.every(({ conversation }) => conversation?.headId == null)
  const isLoading = columns.some(({ conversation }) => conversation === undefined)
  const refused = isLoading ? t('loading') : isEmpty ? t('nothing') : undefined
  const trigger = (
    <IconButton label={t('label')} icon={Download} isBusy={isBusy} refused={refused} />
  )
  return (
    <>
      {failure !== null && (
        <p role="alert" className="max-w-60 text-bad text-small">
          {t('failed', { reason: errorWords(failure) })}
        </p>
      )}
      {refused === undefined ? (
        <Menu label={t('label')} trigger={trigger} actions={actions} />
      ) : (
        trigger
      )}
    </>
  )
}

/** What writes and saves each format; one goes on at a time. */
function useExports(comparisonId: string, columns: readonly Column[]) {
  const t = useTranslations('compareExport')
  const wordsOf = useReportWords()
  const client = useQueryClient()
  const read = useReport(comparisonId, columns)
  const withFiles = async (report: Report): Promise<Report> => ({
    ...report,
    files: await fetchReportFiles(client, fileIdsIn(report)),
  })
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Error | null>(null)
  const save =
    (ending: string, write: (report: Report) => string | Promise<string>) => async () => {
      setFailure(null)
      setBusy(true)
      try {
        const report = await read()
        if (report === null) return
        const text = await write(report)
        downloadText(fileNameOf(report.title, ending, t('fileName')), text)
      } catch (error) {
        if (!isApiError(error)) throw error
        setFailure(error)
      } finally {
        setBusy(false)
      }
    }
  const html = save('html', async (report) => reportHtml(await withFiles(report), wordsOf(report)))
  const markdown = save('md', async (report) =>
    comparisonMarkdown(await withFiles(report), wordsOf(report)),
  )
  const json = save('json', async (report) =>
    comparisonJson(report, await fetchRequestBodies(runIdsOf(report))),
  )
  const csv = save('csv', comparisonCsv)
  const actions = [
    { label: t('html'), icon: FileCode, onSelect: html },
    { label: t('markdown'), icon: FileText, onSelect: markdown },
    { label: t('json'), icon: Braces, onSelect: json },
    { label: t('csv'), icon: Sheet, onSelect: csv },
  ]
  return { actions, isBusy, failure }
}

/** Reads all that stands in a comparison; null while a part of what is in view is on its way. */
function useReport(comparisonId: string, columns: readonly Column[]): () => Promise<Report | null> {
  const client = useQueryClient()
  const prices = usePrices()
  return async () => {
    const known = columns.flatMap(({ conversation, settings }) =>
      conversation === undefined || settings === null ? [] : [{ conversation, settings }],
    )
    if (prices === null || known.length < columns.length) return null
    const own = client.getQueryData(conversationQuery(comparisonId).queryKey)
    const title = (own ?? findListed(client, comparisonId))?.title ?? ''
    const rest = await fetchRest(
      client,
      comparisonId,
      columns.map(({ id }) => id),
    )
    return reportOf({ id: comparisonId, title, madeAt: Date.now(), columns: known, rest, prices })
  }
}
