import formatCompiled from 'use-intl/format-message/format-only'

/** Formats a compiled text. One of which nothing is left is the empty text: the library answers an empty list. */
export default function formatMessage(
  ...call: Parameters<typeof formatCompiled>
): ReturnType<typeof formatCompiled> {
  const made = formatCompiled(...call)
  return Array.isArray(made) && made.length === 0 ? '' : made
}

/** By this `use-intl` knows that texts come compiled. */
formatMessage.raw = false
