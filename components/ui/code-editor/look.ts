import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** The circle and the triangle of a status, as masks: their colour is the theme's. */
const icon = (path: string) =>
  `url('data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="black" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${path}</svg>`)}')`
const CROSS = icon('<circle cx="12" cy="12" r="10"/><path d="m15 9-6 6M9 9l6 6"/>')
const TRIANGLE = icon(
  '<path d="m21.7 18-8-14a2 2 0 0 0-3.4 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.7-3M12 9v4M12 17h.01"/>',
)

/** The editor in the tones of the app; all colours are its tokens, so that both themes hold. */
export const look = EditorView.theme({
  '&': { minHeight: '0', flex: '1 1 auto', color: 'var(--ink)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: 'inherit', overflow: 'auto' },
  '.cm-content': { padding: '8px 0 24px', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0 12px 0 8px' },
  '.cm-cursor': { borderLeft: '2px solid var(--accent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    { background: 'var(--accent-soft)' },
  '.cm-gutters': { backgroundColor: 'var(--sunken)', border: 'none', color: 'var(--ink-3)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '36px', padding: '0 6px 0 8px' },
  '.cm-matchingBracket': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--active)' },
  '&.cm-focused .cm-nonmatchingBracket, .cm-nonmatchingBracket': {
    backgroundColor: 'transparent',
    color: 'var(--bad)',
  },
  '.cm-placeholder': { color: 'var(--ink-3)' },

  '.cm-flaw-error': { backgroundColor: 'var(--bad-soft)' },
  '.cm-flaw-warning': { backgroundColor: 'var(--warn-soft)' },
  '.cm-flaw-row': { padding: '0 12px 4px 8px', font: 'var(--flaw-font)' },
  '.cm-flaw-text-error': { color: 'var(--bad)' },
  '.cm-flaw-text-warning': { color: 'var(--warn)' },
  '.cm-flaw-text': { overflowWrap: 'anywhere', userSelect: 'text' },
  '.cm-flaw-text strong': { fontWeight: '600' },
  '.cm-flaw-fix': {
    marginLeft: '12px',
    borderRadius: '4px',
    color: 'var(--accent)',
    fontWeight: '500',
  },
  '.cm-flaw-fix:hover': { color: 'var(--accent-hover)' },
  '.cm-flaw-sign': {
    display: 'inline-block',
    width: '14px',
    height: '14px',
    verticalAlign: '-2px',
  },
  '.cm-flaw-sign-error': { backgroundColor: 'var(--bad)', mask: CROSS },
  '.cm-flaw-sign-warning': { backgroundColor: 'var(--warn)', mask: TRIANGLE },
  '.cm-lintRange': { backgroundImage: 'none', paddingBottom: '0' },
  '.cm-lintRange-error': { textDecoration: 'underline wavy var(--bad) 1px' },
  '.cm-lintRange-warning': { textDecoration: 'underline wavy var(--warn) 1px' },
  '.cm-lintPoint': { display: 'none' },

  '.cm-tooltip': {
    border: 'none',
    borderRadius: '8px',
    backgroundColor: 'var(--raised)',
    boxShadow: 'var(--float)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'inherit',
    maxHeight: '220px',
    padding: '4px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    justifyContent: 'space-between',
    gap: '16px',
    padding: '2px 8px',
    borderRadius: '6px',
    color: 'var(--ink)',
    lineHeight: '20px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--hover)',
    color: 'var(--ink)',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-completionDetail': { color: 'var(--ink-3)', fontStyle: 'normal', marginLeft: '0' },

  '.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--ink)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search': { font: 'var(--flaw-font)', padding: '8px 32px 8px 12px' },
  '.cm-panel.cm-search label': { color: 'var(--ink-2)' },
  '.cm-textfield, .cm-button': {
    border: 'none',
    borderRadius: '6px',
    backgroundColor: 'var(--field)',
    backgroundImage: 'none',
    boxShadow: 'inset 0 0 0 1px var(--line)',
    color: 'var(--ink)',
    padding: '4px 8px',
  },
  '.cm-panel.cm-search :is(input, button, label)': { fontSize: 'inherit', fontFamily: 'inherit' },
  '.cm-panel.cm-search input[type=checkbox]': { verticalAlign: '-2px' },
  '.cm-panel.cm-search [name=close]': { color: 'var(--ink-3)', fontSize: '18px', right: '8px' },
  '.cm-searchMatch': { backgroundColor: 'var(--mark)' },
  '.cm-searchMatch.cm-searchMatch-selected': { outline: '2px solid var(--accent)' },
  '@media (width < 768px)': {
    '.cm-flaw-fix': { minHeight: '44px', minWidth: '44px', marginLeft: '4px' },
    '.cm-lineNumbers .cm-gutterElement': { minWidth: '28px', padding: '0 4px' },
  },
})

/** Code in the colours of all code here: names stay ink, red belongs to errors. */
export const colours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.propertyName, color: 'var(--ink)' },
    { tag: [tags.string, tags.regexp], color: 'var(--c-str)' },
    { tag: [tags.number, tags.bool, tags.null], color: 'var(--c-num)' },
    { tag: [tags.keyword, tags.operatorKeyword, tags.self], color: 'var(--c-key)' },
    { tag: tags.comment, color: 'var(--c-com)' },
  ]),
)
