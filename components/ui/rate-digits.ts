/** A rate has one decimal always: those below each other line up. */
export const RATE_DIGITS = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const
