import 'server-only'
import { solve, solveWhole } from '../../answer/arithmetic'
import { describeCode } from './code'
import { convertTable, formatJson } from './convert'
import { convertPairs } from './convert-pairs'
import { reckonDays } from './days'
import { extractPatterns } from './extract'
import { findLines } from './lines'
import { arrangeList, arrangeUnique, reckonNumbers, reverseList } from './list-skills'
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

const reckonSum: Skill = ({ ask, brief, materials }) => {
  const isAlone = materials.every(({ isEarlier }) => isEarlier)
  // A sum of several sentences looks like a question on a text.
  const solved = isAlone ? solve(ask) : brief.sources.length > 0 ? null : solveWhole(brief.text)
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
  arrangeUnique,
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
  arrangeList,
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
