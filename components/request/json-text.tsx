'use client'

import { memo, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { cutMiddle, hangOf, type JsonToken, splitLines, tokenizeJson } from './json-tokens'

const COLOURS: Readonly<Record<JsonToken['kind'], string>> = {
  string: 'text-c-str',
  number: 'text-c-num',
  word: 'text-c-key',
  plain: '',
}
/** More than this is shown on demand: a long conversation is megabytes. */
const MOST_CHARACTERS = 20_000

interface Props {
  label: string
  /** JSON in one line or in many. */
  text: string
}

/** A JSON text in its colours. Of a long one the middle is folded; nothing of it is ever changed. */
export const JsonText = memo(function JsonText({ label, text }: Props) {
  const t = useTranslations('request.view')
  const format = useFormatter()
  const [isWhole, setIsWhole] = useState(false)
  const cut = isWhole ? null : cutMiddle(text, MOST_CHARACTERS)
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-lg bg-sunken p-3 font-mono text-code outline-offset-[-2px]"
    >
      {cut === null ? (
        <Coloured text={text} />
      ) : (
        <>
          <Coloured text={cut.head} />
          <button
            type="button"
            onClick={() => setIsWhole(true)}
            className="my-1 block rounded-sm font-medium font-sans text-accent text-small hover:underline phone:min-h-11"
          >
            {t('showWhole', { count: format.number(cut.left) })}
          </button>
          <Coloured text={cut.tail} />
        </>
      )}
    </section>
  )
})

/** From here on colours cost more than they tell. */
const MOST_COLOURED = 100_000

function Coloured({ text }: { text: string }) {
  return (
    <pre className="wrap-anywhere whitespace-pre-wrap font-mono">
      {text.length > MOST_COLOURED
        ? text
        : splitLines(text).map((line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text never change places
            <Line key={i} text={line} />
          ))}
    </pre>
  )
}

/** A long value goes on below itself, further in than the name before it. */
function Line({ text }: { text: string }) {
  const hang = hangOf(text)
  return (
    <span className="block" style={{ paddingLeft: `${hang}ch`, textIndent: `-${hang}ch` }}>
      {tokenizeJson(text).map(({ kind, text: part }, i) =>
        kind === 'plain' ? (
          part
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: tokens of a text never change places
          <span key={i} className={COLOURS[kind]}>
            {part}
          </span>
        ),
      )}
    </span>
  )
}
