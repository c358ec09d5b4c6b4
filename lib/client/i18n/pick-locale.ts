import { LOCALES, type Locale } from '@/lib/domain/settings'

/** The language a browser asks for most (RFC 9110 §12.5.4) among those that Parley speaks. */
export function pickLocale(acceptLanguage: string | null): Locale {
  const wishes = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const weight = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find(Boolean)
      return { language: tag.toLowerCase().split('-')[0], weight: Number(weight ?? 1) }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  for (const { language } of wishes) {
    const locale = LOCALES.find((candidate) => candidate === language)
    if (locale !== undefined) return locale
  }
  return 'en'
}
