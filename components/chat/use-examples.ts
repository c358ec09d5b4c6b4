import { Brain, Code, type LucideIcon, Pilcrow, Table, TextAlignStart } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'

export interface Example {
  icon: LucideIcon
  title: string
  hint: string
  /** What is put into the box. */
  text: string
  /** The model that shows it best; null = whatever is chosen. */
  model: string | null
}

const ON_SANDBOX = [
  ['stream', TextAlignStart],
  ['markdown', Pilcrow],
  ['think', Brain],
  ['compare', Table],
] as const
const ON_MODEL = [
  ['explain', TextAlignStart],
  ['table', Table],
  ['puzzle', Brain],
  ['review', Code],
] as const

/** Newer models leave the text of their thinking out. */
const MODELS: Readonly<Record<string, string>> = { think: 'claude-sonnet-4-6' }

/** Things to try: on the sandbox by its directives, on a model by what one would ask it. */
export function useExamples(isSandbox: boolean, tokensPerSecond: number): Example[] {
  const t = useTranslations('chat.firstRun.examples')
  const metrics = useTranslations('chat.metrics')
  const format = useFormatter()
  const rows = isSandbox ? ON_SANDBOX : ON_MODEL
  return rows.map(([key, icon]) => {
    const rate = metrics.markup('rate', { v: (text) => text, rate: format.number(tokensPerSecond) })
    const isUnpaced = key === 'stream' && tokensPerSecond === 0
    const model = MODELS[key] ?? null
    const hint = isUnpaced ? t('stream.hintUnpaced') : t(`${key}.hint`, { rate })
    return { icon, title: t(`${key}.title`), hint, text: t(`${key}.text`), model }
  })
}
