/**
 * The quantile of the standard normal distribution, for 0 < p < 1: Newton's method on Φ from 0, which
 * comes ever nearer from one side, since Φ is bent one way there. Φ by its series (Marsaglia,
 * Evaluating the Normal Distribution, J. Stat. Software 11(4), 2004).
 */
export function normalQuantile(p: number): number {
  if (p < 0.5) return -normalQuantile(1 - p)
  let z = 0
  for (let step = 1; step > 1e-15; ) {
    step = (p - cumulative(z)) / density(z)
    z += step
  }
  return z
}

function density(z: number): number {
  return Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI)
}

/** Φ(z) = 1/2 + φ(z)(z + z³/3 + z⁵/(3·5) + …) */
function cumulative(z: number): number {
  let sum = z
  let term = z
  for (let odd = 3; term > sum * 1e-17; odd += 2) {
    term *= (z * z) / odd
    sum += term
  }
  return 0.5 + density(z) * sum
}
