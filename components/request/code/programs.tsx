'use client'

import { Info } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { CodeRequest } from '@/lib/domain/code/code-request'
import type { CodeTarget } from '@/lib/domain/code/place'
import { CODE_LANGUAGES, type CodeLanguage, LANGUAGES } from '@/lib/domain/code/programs'
import { Field } from '../../ui/field'
import { Note } from '../../ui/note'
import { Segment } from '../../ui/segment'
import { Select } from '../../ui/select'
import { CommandLines } from './command-lines'
import { FilesBeside } from './files-beside'
import { Gaps } from './gaps'
import { ProgramText } from './program-text'

interface Props {
  /** Whom it can ask; the first is chosen until somebody chooses. */
  targets: readonly CodeTarget[]
  /** What the vendor's side is called. */
  upstream: string
  /** True where the request ends before what somebody is about to type. */
  isBoxEmpty?: boolean
  /** Null where there is no request to make a program of. */
  write: (target: CodeTarget) => CodeRequest | null
}

const OPTIONS = CODE_LANGUAGES.map((value) => ({
  value,
  label: LANGUAGES[value].label,
}))

/** One request as a program, in a language and against a target of one's choice. */
export function Programs({ targets, upstream, isBoxEmpty = false, write }: Props) {
  const t = useTranslations('code')
  const [id, setId] = useState<CodeLanguage>('typescript')
  const [wanted, setWanted] = useState<CodeTarget | null>(null)
  const target = targets.find((one) => one === wanted) ?? targets[0] ?? 'parley'
  const language = LANGUAGES[id]
  const request = write(target)
  if (request === null) return null
  const program = language.write(request)
  const keyVariable = request.auth === 'none' ? null : request.keyVariable
  const names: Record<CodeTarget, string> = { vendor: upstream, parley: t('parley') }
  return (
    <div className="flex flex-col gap-3 px-4 pt-1 pb-6">
      <Field label={t('language')}>
        <Select label={t('language')} value={id} options={OPTIONS} onValueChange={setId} />
      </Field>
      <div className="flex flex-col gap-1">
        <p aria-hidden className="text-ink-3 text-small phone:text-title">
          {t('target')}
        </p>
        {targets.length > 1 ? (
          <Segment
            label={t('target')}
            value={target}
            options={targets.map((value) => ({ value, label: names[value] }))}
            onValueChange={setWanted}
          />
        ) : (
          <p className="text-ink-2 text-small phone:text-title">{t('sandbox')}</p>
        )}
      </div>
      {isBoxEmpty && <p className="text-ink-3 text-small phone:text-title">{t('emptyBox')}</p>}
      {program === null ? (
        <Note tone="plain" icon={Info} title={t('unmapped')}>
          {t('unmappedWhy')}
        </Note>
      ) : (
        <>
          {program.gaps.length > 0 && <Gaps gaps={program.gaps} />}
          <ProgramText text={program.text} file={language.file} grammar={language.grammar} />
          {program.files.length > 0 && <FilesBeside {...program} />}
          <CommandLines language={language} keyVariable={keyVariable} />
        </>
      )}
    </div>
  )
}
