import { BookmarkCheck, Braces, GitCompare, History, Pilcrow, WholeWord, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import {
  type CompareView,
  changeCompareView,
  DIFFERENCES,
} from '@/lib/client/comparison/compare-view'
import { Button } from '../ui/button'
import { cx } from '../ui/cx'
import { Menu } from '../ui/menu'

const ICONS = { words: WholeWord, blocks: Pilcrow, fields: Braces } as const

/** How answers are held against the baseline's, or that they are not. */
export function DifferencesMenu({ view }: { view: CompareView }) {
  const { differences: mode, isAgainstEarlier } = view
  const t = useTranslations('compare.differences')
  const label =
    mode === null ? t('title') : t(isAgainstEarlier ? 'onEarlier' : 'on', { mode: t(mode) })
  const off = { label: t('off'), icon: X, onSelect: () => changeCompareView({ differences: null }) }
  return (
    <Menu
      label={t('title')}
      trigger={
        <Button
          variant="quiet"
          aria-label={label}
          icon={<GitCompare aria-hidden size={16} strokeWidth={1.5} className="text-ink-3" />}
          className={cx('phone:w-11 phone:px-0!', mode !== null && 'bg-active')}
        >
          <span className="max-xl:sr-only">{label}</span>
        </Button>
      }
      actions={[
        ...DIFFERENCES.filter((one) => one !== mode).map((one) => ({
          label: t(one),
          icon: ICONS[one],
          onSelect: () => changeCompareView({ differences: one }),
        })),
        {
          label: t(isAgainstEarlier ? 'againstBaseline' : 'againstEarlier'),
          icon: isAgainstEarlier ? BookmarkCheck : History,
          onSelect: () =>
            changeCompareView({
              isAgainstEarlier: !isAgainstEarlier,
              differences: mode ?? 'words',
            }),
        },
        ...(mode === null ? [] : [off]),
      ]}
    />
  )
}
