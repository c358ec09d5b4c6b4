import { Fragment } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import {
  type Contender,
  contenderKey,
  type PairTally,
  tallyVotes,
} from '@/lib/domain/comparison/tally'
import type { Vote } from '@/lib/domain/comparison/votes'
import { modelLabel } from '@/lib/domain/models'
import { useSettingName } from '../use-setting-name'
import { ContenderName } from './contender-name'
import { useValueWords } from './use-value-words'

/** What the votes come to for each pair of those who were voted on. */
export function VotesTally({ votes }: { votes: readonly Vote[] }) {
  const t = useTranslations('judging')
  const pairs = tallyVotes(votes)
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={t('tally')}
      className="flex min-h-0 flex-col gap-5 overflow-y-auto px-5 pb-5 outline-offset-[-2px] phone:px-4"
    >
      {pairs.length === 0 && <p className="text-ink-3 text-ui">{t('noPair')}</p>}
      {pairs.map((pair) => (
        <Pair key={contenderKey(pair.first) + contenderKey(pair.second)} pair={pair} />
      ))}
    </section>
  )
}

function Pair({ pair }: { pair: PairTally }) {
  const t = useTranslations('judging')
  const format = useFormatter()
  const nameOf = useSettingName()
  const { first, second, wins, losses, ties, neither, share, interval, preferred, varied } = pair
  const percent = (value: number) =>
    format.number(value, { style: 'percent', maximumFractionDigits: 0 })
  const between = (low: number, high: number) =>
    t('between', { low: percent(low), high: percent(high) })
  const rows = [
    { who: first, won: wins, share, interval },
    {
      who: second,
      won: losses,
      share: share === null ? null : 1 - share,
      interval: interval && { low: 1 - interval.high, high: 1 - interval.low },
    },
  ]
  const chosen = preferred === null ? null : preferred === 'first' ? first : second
  const [one, other] = [modelLabel(first.model), modelLabel(second.model)]
  return (
    <div className="flex flex-col gap-1 border-line border-t pt-4 first:border-t-0 first:pt-0">
      <h3 className="font-semibold text-title">{t('pairOf', { first: one, second: other })}</h3>
      <table className="w-full text-ui">
        <thead>
          <tr className="text-ink-3 text-small">
            <th className="py-1 pr-4 text-left font-normal">{t('who')}</th>
            <th className="w-14 py-1 pr-4 text-right font-normal">{t('won')}</th>
            <th className="w-0 whitespace-nowrap py-1 text-right font-normal">{t('share')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ who, won, ...of }) => (
            <Fragment key={contenderKey(who)}>
              <tr className="align-baseline">
                <th scope="row" className="py-1 pr-4 text-left font-normal">
                  <ContenderName contender={{ ...who, settings: [] }} />
                </th>
                <td className="py-1 pr-4 text-right tabular-nums">{format.number(won)}</td>
                <td className="whitespace-nowrap py-1 text-right tabular-nums">
                  {of.share === null ? '–' : percent(of.share)}
                  {of.interval !== null && (
                    <span className="block text-ink-3 text-small">
                      {between(of.interval.low, of.interval.high)}
                    </span>
                  )}
                </td>
              </tr>
              <Settings settings={who.settings} />
            </Fragment>
          ))}
        </tbody>
      </table>
      <p className="text-ink-3 text-small">{t('undecided', { ties, neither })}</p>
      {varied.length > 0 && (
        <p className="text-ink-3 text-small">
          {t('varied', { names: format.list(varied.map(nameOf)) })}
        </p>
      )}
      <div className="flex flex-wrap items-baseline gap-x-2 font-medium text-ui">
        {chosen === null
          ? t('cannotTell')
          : t.rich('preferred', { who: () => <ContenderName contender={chosen} /> })}
      </div>
    </div>
  )
}

/** In what one of a pair differed from the other, in a line that has the whole width. */
function Settings({ settings }: Pick<Contender, 'settings'>) {
  const nameOf = useSettingName()
  const valueWords = useValueWords()
  if (settings.length === 0) return null
  return (
    <tr>
      <td colSpan={3} className="pb-1.5">
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-small">
          {settings.map((setting) => (
            <div key={setting.name} className="contents">
              <dt className="font-mono text-ink-3">{nameOf(setting.name)}</dt>
              <dd className="wrap-anywhere text-ink-2">{valueWords(setting)}</dd>
            </div>
          ))}
        </dl>
      </td>
    </tr>
  )
}
