import { useFormatter, useTranslations } from 'use-intl'
import { usePrices } from '@/lib/client/use-prices'
import { costOfRun } from '@/lib/domain/cost'
import type { Run } from '@/lib/domain/run'
import { isRecord } from '@/lib/wire/json'
import type { Usage } from '@/lib/wire/types'
import { CostDetail } from '../../thread/cost-detail'
import { JsonBody } from '../../thread/raw/json-body'
import { AccountSection } from './account-section'
import { Nothing, Section } from './section'
import type { Shown } from './shown'

/** What was counted, and what it comes to. */
export function UsageTab({ run, raw }: Shown) {
  const t = useTranslations('runs.usage')
  const usage = run.message?.usage
  if (usage === undefined) {
    return (
      <>
        <Nothing>{t('none')}</Nothing>
        <AccountSection run={run} raw={raw} />
      </>
    )
  }
  return (
    <>
      <Section title={t('tokens')}>
        <Counts usage={usage} />
      </Section>
      <CostSection run={run} />
      <AccountSection run={run} raw={raw} />
      <JsonBody title={t('wire')} text={JSON.stringify(usage, null, 2)} value={usage} />
    </>
  )
}

function Counts({ usage }: { usage: Usage }) {
  const format = useFormatter()
  return (
    <table className="w-full max-w-133 text-ui">
      <tbody>
        {countsOf(usage).map(([name, count, isPart]) => (
          <tr key={name} className="border-line border-b last:border-0">
            <th
              scope="row"
              className={`py-1 text-left font-mono font-normal text-[12px] text-ink-2 ${isPart ? 'pl-4' : ''}`}
            >
              {name}
            </th>
            <td className="py-1 text-right">
              {typeof count === 'number' ? format.number(count) : count}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type Count = [name: string, count: number | string, isPart: boolean]

/** In the wire's words; parts of a count under it. */
function countsOf(usage: Usage): Count[] {
  const part = (name: string, value: unknown): Count[] =>
    isRecord(value)
      ? Object.entries(value).flatMap(([key, count]): Count[] =>
          typeof count === 'number' ? [[`${name}.${key}`, count, true]] : [],
        )
      : []
  const count = (name: keyof Usage & string): Count[] => {
    const value: unknown = usage[name]
    return typeof value === 'number' || typeof value === 'string' ? [[name, value, false]] : []
  }
  return [
    ...count('input_tokens'),
    ...count('cache_read_input_tokens'),
    ...count('cache_creation_input_tokens'),
    ...part('cache_creation', usage.cache_creation),
    ...count('output_tokens'),
    ...part('output_tokens_details', usage.output_tokens_details),
    ...part('server_tool_use', usage.server_tool_use),
    ...count('service_tier'),
    ...count('inference_geo'),
    ...count('speed'),
  ]
}

function CostSection({ run }: { run: Run }) {
  const t = useTranslations('runs.usage')
  const prices = usePrices()
  const cost = prices === null ? null : costOfRun(run, prices)
  if (cost === null) return null
  return (
    <Section title={t('cost')}>
      {run.replayOf !== null && <Nothing>{t('replayed')}</Nothing>}
      <div className="max-w-133">
        <CostDetail run={run} cost={cost} />
      </div>
    </Section>
  )
}
