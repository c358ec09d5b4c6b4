import {
  Activity,
  Box,
  Columns3,
  Contrast,
  FileText,
  Keyboard,
  Languages,
  Library,
  ListOrdered,
  LogOut,
  type LucideIcon,
  Moon,
  PanelLeft,
  PanelRight,
  Pencil,
  Pin,
  PinOff,
  Search,
  Settings,
  SquarePen,
  Sun,
  TextCursorInput,
  Trash2,
  Wrench,
} from 'lucide-react'
import type { Chord } from './chord'

interface ActionRow {
  /** Its words are the message `actions.<id>`. */
  id: string
  icon: LucideIcon
  chord?: Chord
  /** The part of the shortcut sheet that names it. */
  group: 'general' | 'conversation'
  /** Not offered where one looks for actions, because that is where one is. */
  isHidden?: boolean
}

/**
 * What can be done from anywhere, by palette or by key, in the order of both. An action is on offer
 * while some part of the screen has said by `useAction` how it is done.
 */
const TABLE = [
  { id: 'search', icon: Search, chord: 'Mod+K', group: 'general', isHidden: true },
  { id: 'newConversation', icon: SquarePen, chord: 'Mod+Shift+O', group: 'general' },
  { id: 'focusComposer', icon: TextCursorInput, chord: '/', group: 'general' },
  { id: 'chooseModel', icon: Box, group: 'general' },
  { id: 'writeTurns', icon: ListOrdered, group: 'conversation' },
  { id: 'renameConversation', icon: Pencil, group: 'conversation' },
  { id: 'pinConversation', icon: Pin, group: 'conversation' },
  { id: 'unpinConversation', icon: PinOff, group: 'conversation' },
  { id: 'deleteConversation', icon: Trash2, group: 'conversation' },
  { id: 'toggleSidebar', icon: PanelLeft, chord: 'Mod+B', group: 'general' },
  { id: 'togglePanel', icon: PanelRight, chord: 'Mod+Shift+B', group: 'general' },
  { id: 'openCompare', icon: Columns3, group: 'general' },
  { id: 'openFiles', icon: FileText, group: 'general' },
  { id: 'openRuns', icon: Activity, group: 'general' },
  { id: 'openTools', icon: Wrench, group: 'general' },
  { id: 'openCatalog', icon: Library, group: 'general' },
  { id: 'openSettings', icon: Settings, chord: 'Mod+,', group: 'general' },
  { id: 'themeSystem', icon: Contrast, group: 'general' },
  { id: 'themeLight', icon: Sun, group: 'general' },
  { id: 'themeDark', icon: Moon, group: 'general' },
  { id: 'languageAuto', icon: Languages, group: 'general' },
  { id: 'languageEnglish', icon: Languages, group: 'general' },
  { id: 'languageChinese', icon: Languages, group: 'general' },
  { id: 'showShortcuts', icon: Keyboard, chord: '?', group: 'general' },
  { id: 'signOut', icon: LogOut, group: 'general' },
] as const satisfies readonly ActionRow[]

export type ActionId = (typeof TABLE)[number]['id']

/** The same rows, as what each of them may have. */
export const ACTION_ROWS: readonly (ActionRow & { id: ActionId })[] = TABLE
