import { comparisonHtml } from '@/lib/domain/comparison/export/html'
import type { Report } from '@/lib/domain/comparison/export/report'
import type { ReportWords } from '@/lib/domain/comparison/export/report-words'
import { type RichTextLook, toRichText } from '../../thread/markdown/rich-text'

/** The report has a style sheet; its own headings go down to the third level. */
const LOOK: RichTextLook = {
  styles: {},
  // A wide table scrolls, also by keyboard.
  attributes: { a: ' rel="noopener noreferrer"', table: ' tabindex="0"' },
  elements: { h1: 'h4', h2: 'h5', h3: 'h6', h4: 'h6', h5: 'h6' },
}

/** A comparison as a document that opens from disk, with its answers drawn as they are on the screen. */
export function reportHtml(report: Report, words: ReportWords): string {
  return comparisonHtml({ report, words, toHtml: (markdown) => toRichText(markdown, LOOK) })
}
