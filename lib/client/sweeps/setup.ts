import type { ModelChoice } from '@/lib/domain/model-choice'
import type { EffortLevel } from '@/lib/domain/models-row'
import type { Axes } from '@/lib/domain/sweeps/plan'
import { MOST_REPEATS, type SweepKind } from '@/lib/domain/sweeps/sweep'

/** What a person has chosen of a sweep that is not started. */
export interface Setup {
  kind: SweepKind
  repeats: number
  /** The column whose question and settings a grid takes. */
  from: string
  models: readonly ModelChoice[]
  efforts: readonly (EffortLevel | null)[]
  /** As typed: numbers with commas or spaces between them. */
  temperatures: string
  systems: readonly string[]
}

/** Runs of each variant where nobody says otherwise: one more than an interval of a median needs. */
export const USUAL_REPEATS = 7
const FIRST_NAME = 65

/** The temperatures that were typed; null where it is no list of numbers from 0 to 1. */
export function readTemperatures(text: string): number[] | null {
  const parts = text.split(/[\s,;，；、]+/).filter((part) => part !== '')
  const values = parts.map(Number)
  return values.every((value) => value >= 0 && value <= 1) ? values : null
}

/** For each of several, the index of the first that is the same; null where it is that one itself. */
export function findTwins<T>(values: readonly T[]): (number | null)[] {
  return values.map((value, index) => {
    const first = values.indexOf(value)
    return first === index ? null : first
  })
}

/** What the system prompts of an axis are called: A, B, … */
export function systemName(index: number): string {
  return String.fromCharCode(FIRST_NAME + index)
}

/** The axes of a grid. What stands there twice is asked once, by its first name. */
export function axesOf({ models, efforts, temperatures, systems }: Setup): Axes {
  const twins = findTwins(systems)
  return {
    ...{ models, efforts, temperatures: [...new Set(readTemperatures(temperatures))] },
    systems: systems
      .map((text, index) => ({ name: systemName(index), text }))
      .filter((_, index) => twins[index] === null),
  }
}

/** True for a number of repeats that a sweep may have. */
export function isRepeatCount(count: number): boolean {
  return Number.isInteger(count) && count >= 1 && count <= MOST_REPEATS
}
