import 'server-only'
import { solve } from '../../answer/arithmetic'
import { describeCode } from './code'
import { convertTable, formatJson } from './convert'
import { convertPairs } from './convert-pairs'
import { reckonDays } from './days'
import { extractPatterns } from './extract'
import { findLines } from './lines'
import { dedupeList, reckonNumbers, reverseList, sortList } from './list-skills'
import { countUp, testPrime } from './numbers'
import type { Skill } from './skill'
import {
  changeCase,
  countLetter,
  countText,
  countWord,
  echo,
  reverseText,
  testPalindrome,
} from './text-skills'
import { compareTexts, findKeywords } from './words'

const reckonSum: Skill = ({ ask, materials }) => {
  const solved = materials.some(({ isEarlier }) => !isEarlier) ? null : solve(ask)
  return solved === null ? null : `\`${solved.sum}\` = **${solved.result}**`
}

/** The first that takes a task answers it. */
const SKILLS: readonly Skill[] = [
  echo,
  reckonSum,
  countUp,
  testPrime,
  reckonDays,
  testPalindrome,
  countLetter,
  countWord,
  findLines,
  countText,
  convertTable,
  convertPairs,
  formatJson,
  extractPatterns,
  reverseList,
  reverseText,
  changeCase,
  reckonNumbers,
  dedupeList,
  sortList,
  findKeywords,
  compareTexts,
  describeCode,
]

/** The answer of the first skill that fits. */
export const practise: Skill = (task) => {
  for (const skill of SKILLS) {
    const answer = skill(task)
    if (answer !== null) return answer
  }
  return null
}
