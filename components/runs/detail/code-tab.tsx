import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { settingsQuery } from '@/lib/client/queries/settings'
import { targetsOf } from '@/lib/domain/code/place'
import { runCode } from '@/lib/domain/code/run-code'
import { Programs } from '../../request/code/programs'
import { Nothing } from './section'
import type { Shown } from './shown'

/** The request as a program: at its upstream, or here again. */
export function CodeTab({ run, raw }: Shown) {
  const t = useTranslations('code')
  const known = useQuery(settingsQuery()).data
  const upstream = known?.upstreams.find(({ name }) => name === run.upstream) ?? null
  const place = { upstream, known, origin: window.location.origin }
  const targets = targetsOf(upstream)
  if (runCode(run, raw, place, 'parley') === null) return <Nothing>{t('notWhole')}</Nothing>
  return (
    <div className="-mx-4 max-w-200">
      <Programs
        targets={targets}
        upstream={upstream?.label ?? run.upstream}
        write={(target) => runCode(run, raw, place, target)}
      />
    </div>
  )
}
