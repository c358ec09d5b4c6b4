/** A count of tokens as models' limits are spoken of: "1M", "128k", "512". */
export function compactCount(count: number): string {
  if (count >= 1_000_000) return `${round(count / 1_000_000)}M`
  return count >= 1000 ? `${round(count / 1000)}k` : String(count)
}

const round = (count: number) => Math.round(count * 10) / 10
