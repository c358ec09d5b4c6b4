/**
 * The quantile of Student's t with a whole number of degrees of freedom, for 0 < p < 1: found by halving
 * in y = t²/(n + t²), of which P(|T| < t) is the regularised incomplete beta function I_y(1/2, n/2)
 * (Abramowitz & Stegun, Handbook of Mathematical Functions, 26.7.1; NIST DLMF 8.17).
 */
export function studentQuantile(p: number, degrees: number): number {
  if (p < 0.5) return -studentQuantile(1 - p, degrees)
  const central = 2 * p - 1
  const beta = betaOfHalves(degrees)
  let low = 0
  let high = 1
  for (;;) {
    const y = (low + high) / 2
    if (y === low || y === high) return Math.sqrt((degrees * y) / (1 - y))
    if (incompleteBeta(y, degrees / 2, beta) < central) low = y
    else high = y
  }
}

/** B(1/2, n/2), by B(a, b + 1) = B(a, b) b/(a + b) (DLMF 5.12.1) from B(1/2, 1/2) = π or B(1/2, 1) = 2. */
function betaOfHalves(degrees: number): number {
  const isOdd = degrees % 2 === 1
  let beta = isOdd ? Math.PI : 2
  for (let b = isOdd ? 0.5 : 1; b < degrees / 2; b += 1) beta *= b / (0.5 + b)
  return beta
}

/** I_y(1/2, b): each side of the middle by the fraction that converges there (DLMF 8.17.4, 8.17.22). */
function incompleteBeta(y: number, b: number, beta: number): number {
  const a = 0.5
  const scale = (Math.sqrt(y) * (1 - y) ** b) / beta
  return y < (a + 1) / (a + b + 2)
    ? (scale / a) * fraction(y, a, b)
    : 1 - (scale / b) * fraction(1 - y, b, a)
}

/** 1/(1 + d₁/(1 + d₂/(1 + …))) of DLMF 8.17.22, from the front (Lentz, as by Thompson & Barnett, 1986). */
function fraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 0
  let value = 1
  for (let i = 1; i < 100_000; i += 1) {
    const m = i >> 1
    const part =
      i % 2 === 0
        ? (m * (b - m) * x) / ((a + i - 1) * (a + i))
        : (-(a + m) * (a + b + m) * x) / ((a + i - 1) * (a + i))
    d = 1 / (1 + part * d)
    c = 1 + part / c
    value *= c * d
    if (Math.abs(c * d - 1) < 1e-15) break
  }
  return 1 / value
}
