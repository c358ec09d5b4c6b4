import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { SchemaFinding } from '@/lib/domain/tools/schema-finding'
import type { CodeFinding } from '../../ui/code-editor/code-editor-props'

/** Findings in words, as the editor shows them. */
export function useFindingWords(findings: readonly SchemaFinding[]): CodeFinding[] {
  const t = useTranslations('tools.schema')
  return useMemo(() => findingWords(findings, t), [findings, t])
}

/** The same, outside of a hook. */
export function findingWords(findings: readonly SchemaFinding[], t: Translate): CodeFinding[] {
  return findings.map((finding) => {
    const { from, to, severity, fix } = finding
    return { from, to, severity, fix, message: wordsFor(finding, t) }
  })
}

type Translate = ReturnType<typeof useTranslations<'tools.schema'>>

function wordsFor(finding: SchemaFinding, t: Translate): string {
  switch (finding.code) {
    case 'syntax':
      return t(`syntax.${finding.fault}`)
    case 'shape':
      return t('shape', { keyword: finding.keyword, shape: t(`shapes.${finding.shape}`) })
    case 'type':
    case 'keyword':
      return finding.nearest === null
        ? t(`${finding.code}Unknown`)
        : t(finding.code, { nearest: finding.nearest })
    case 'required':
      return finding.nearest === null
        ? t('requiredUnknown', { name: finding.name })
        : t('required', { name: finding.name, nearest: finding.nearest })
    case 'duplicate':
      return t('duplicate', { name: finding.name })
    case 'empty':
      return t('empty', { keyword: finding.keyword })
    case 'twice':
      return t('twice', { keyword: finding.keyword })
    case 'old':
      return t('old', { given: finding.given, now: finding.now })
    case 'format':
      return t('format', { nearest: finding.nearest })
    case 'ref':
    case 'outsideRef':
      return t(finding.code, { ref: finding.ref })
    case 'bounds':
      return t('bounds', { low: finding.low, high: finding.high })
    case 'strictKeyword':
      return t('strictKeyword', { keyword: finding.keyword })
    default:
      return t(finding.code)
  }
}
