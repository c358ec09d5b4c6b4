import { FileDown, Menu, Plus, Search, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useShell } from '../../shell/shell-context'
import { cx } from '../../ui/cx'
import { fieldClass } from '../../ui/field'
import { IconButton } from '../../ui/icon-button'
import { beginTool } from '../begin-tool'
import { ImportDialog } from '../import/import-dialog'
import { ToolList } from './tool-list'

/** The list of tools with its head: the ways to another one, and the search. */
export function ToolListPane() {
  const t = useTranslations('tools')
  const shell = useTranslations('shell')
  const { setSidebarOpen } = useShell()
  const [search, setSearch] = useState('')
  const [isImporting, setImporting] = useState(false)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex h-12 shrink-0 items-center gap-1 pr-2 pl-4 phone:h-14 phone:px-1">
        <IconButton
          label={shell('openSidebar')}
          icon={Menu}
          onClick={() => setSidebarOpen(true)}
          className="-ml-2 lg:hidden"
        />
        <h1 className="flex-1 font-semibold text-title">{t('title')}</h1>
        <IconButton label={t('import.open')} icon={FileDown} onClick={() => setImporting(true)} />
        <IconButton label={t('new')} icon={Plus} onClick={() => beginTool()} />
      </header>
      <div className="relative mx-2 mb-2 shrink-0 phone:mx-3">
        <Search
          aria-hidden
          size={16}
          strokeWidth={1.5}
          className="pointer-events-none absolute top-1/2 left-2 -translate-y-1/2 text-ink-3"
        />
        <input
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          className={cx(
            fieldClass,
            'h-7 pr-8 pl-8 text-ui phone:h-11 phone:pr-12 [&::-webkit-search-cancel-button]:hidden',
          )}
        />
        {search !== '' && (
          <IconButton
            label={t('clearSearch')}
            icon={X}
            onClick={() => setSearch('')}
            className="absolute top-0 right-0"
          />
        )}
      </div>
      <ToolList search={search} />
      <ImportDialog isOpen={isImporting} onOpenChange={setImporting} />
    </div>
  )
}
