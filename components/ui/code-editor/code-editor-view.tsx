'use client'

import { Compartment, EditorState, Transaction } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useCallback, useContext, useEffect, useRef, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { cx } from '../cx'
import { Keys } from '../keys'
import { NonceContext } from '../nonce-context'
import { type CodeEditorProps, frameClass } from './code-editor-props'
import { replacement } from './replacement'
import { showFindings } from './show-findings'
import { useSetup } from './use-setup'

/** The editor itself; its state is CodeMirror's, and every change of its text is told. */
export function CodeEditorView(props: CodeEditorProps) {
  // Its own words do not change while it stands.
  return <Editor key={useLocale()} {...props} />
}

function Editor(props: CodeEditorProps) {
  const t = useTranslations('codeEditor')
  const { view, frame, told, isTabKept } = useView(props)
  const { value, findings, isFocused = false, className } = props

  useEffect(() => {
    // It comes back from where it was told, perhaps after more was typed.
    const at = told.current.indexOf(value)
    told.current = told.current.slice(at + 1)
    if (at !== -1 || view.current === null) return
    const change = replacement(view.current.state.doc, value)
    if (change !== null) view.current.dispatch({ changes: change, annotations: OUTSIDE })
  }, [value, view, told])

  useEffect(() => {
    if (view.current !== null && findings !== undefined)
      showFindings(view.current, findings, t('fix'))
  }, [findings, view, t])

  useEffect(() => {
    if (isFocused) view.current?.focus()
  }, [isFocused, view])

  return (
    <div className={cx(frameClass, 'group/code ring-code', className)}>
      <div ref={frame} className="contents" />
      <p className="pointer-events-none absolute right-0 bottom-0 hidden rounded-tl-md bg-sunken py-1 pr-3 pl-2 font-sans text-ink-3 text-small group-focus-within/code:block phone:hidden!">
        {t.rich(isTabKept ? 'tabIndents' : 'tabLeaves', {
          keys: () => <Keys keys={t('tabKeys')} />,
        })}
      </p>
    </div>
  )
}

/** What comes from elsewhere is no step of one's own to take back. */
const OUTSIDE = [Transaction.addToHistory.of(false), Transaction.remote.of(true)]

/** The view stands as long as the component; what changes in it goes through compartments. */
function useView(props: CodeEditorProps) {
  const nonce = useContext(NonceContext)
  const frame = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const latest = useRef(props)
  const [changing] = useState(() => new Compartment())
  const [isTabKept, setTabKept] = useState(false)
  /** What was told of the text, and has not come back as `value`. */
  const told = useRef<string[]>([])
  const onText = useCallback((text: string) => {
    told.current.push(text)
    latest.current.onChange?.(text)
  }, [])
  const setup = useSetup({ latest, onText, onTabKept: setTabKept })
  const { label, isInvalid = false, onChange } = props
  const isReadOnly = onChange === undefined

  useEffect(() => {
    latest.current = props
  })

  useEffect(() => {
    if (frame.current === null) return
    const editor = new EditorView({
      parent: frame.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          ...(nonce === undefined ? [] : [EditorView.cspNonce.of(nonce)]),
          setup,
          changing.of([]),
        ],
      }),
    })
    // Whoever comes by Tab can go on by Tab.
    editor.setTabFocusMode(true)
    view.current = editor
    return () => {
      view.current = null
      editor.destroy()
    }
  }, [nonce, setup, changing])

  useEffect(() => {
    const attributes = {
      'aria-label': label,
      'aria-invalid': String(isInvalid),
      'aria-readonly': String(isReadOnly),
    }
    view.current?.dispatch({
      effects: changing.reconfigure([
        EditorView.contentAttributes.of(attributes),
        EditorState.readOnly.of(isReadOnly),
      ]),
    })
  }, [label, isInvalid, isReadOnly, changing])

  return { view, frame, told, isTabKept }
}
