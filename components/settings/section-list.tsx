'use client'

import { useTranslations } from 'use-intl'
import { cx } from '../ui/cx'

const GROUPS = [
  { name: 'connections', sections: ['upstreams', 'defaults', 'gateway', 'prices', 'sandbox'] },
  { name: 'interface', sections: ['appearance', 'keyboard'] },
  { name: 'data', sections: ['kept', 'storage', 'account'] },
] as const

export type SectionName = (typeof GROUPS)[number]['sections'][number]

interface Props {
  current: SectionName
  /** Sections that this installation does not have. */
  absent: readonly SectionName[]
}

/** The way to each part of the settings. */
export function SectionList({ current, absent }: Props) {
  const t = useTranslations('settings')
  return (
    <nav aria-label={t('sections')} className="flex flex-col gap-3.5 px-2">
      {GROUPS.map(({ name, sections }) => (
        <div key={name}>
          <p className="px-2 pb-1 text-ink-3 text-small">{t(`groups.${name}`)}</p>
          <ul>
            {sections
              .filter((section) => !absent.includes(section))
              .map((section) => (
                <li key={section}>
                  <a
                    href={`#${section}`}
                    aria-current={section === current ? 'location' : undefined}
                    className={cx(
                      'fade flex min-h-7 items-center rounded-md px-2 text-ui -outline-offset-2',
                      section === current
                        ? 'bg-active font-medium text-ink'
                        : 'text-ink-2 hover:bg-hover hover:text-ink',
                    )}
                  >
                    {t(`${section}.title`)}
                  </a>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
