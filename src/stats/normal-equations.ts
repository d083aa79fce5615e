/**
 * Splits a symmetric positive matrix into L Lᵀ in place (Cholesky); only the lower triangle is read and written.
 *
 * In: width × width numbers, row after row. Out: false when a column is made up of earlier ones (to about seven digits, the
 * tolerance of R's least squares). Source: G. Golub, C. Van Loan, Matrix Computations, 4.2. Worked: [4, ·, 2, 5] gives 2, 1, 2.
 */
export function factorize(matrix: Float64Array, width: number): boolean {
  for (let j = 0; j < width; j++) {
    const whole = matrix[j * width + j] ?? 0
    let left = whole
    for (let k = 0; k < j; k++) left -= (matrix[j * width + k] ?? 0) ** 2
    if (!(left > 1e-13 * whole)) return false
    const root = Math.sqrt(left)
    matrix[j * width + j] = root
    for (let i = j + 1; i < width; i++) {
      let sum = matrix[i * width + j] ?? 0
      for (let k = 0; k < j; k++) sum -= (matrix[i * width + k] ?? 0) * (matrix[j * width + k] ?? 0)
      matrix[i * width + j] = sum / root
    }
  }
  return true
}

/** Solves L Lᵀ x = right in place, given L from `factorize`. */
export function solveWith(factor: Float64Array, width: number, right: Float64Array): void {
  for (let i = 0; i < width; i++) {
    let sum = right[i] ?? 0
    for (let k = 0; k < i; k++) sum -= (factor[i * width + k] ?? 0) * (right[k] ?? 0)
    right[i] = sum / (factor[i * width + i] ?? 0)
  }
  for (let i = width - 1; i >= 0; i--) {
    let sum = right[i] ?? 0
    for (let k = i + 1; k < width; k++) sum -= (factor[k * width + i] ?? 0) * (right[k] ?? 0)
    right[i] = sum / (factor[i * width + i] ?? 0)
  }
}

/** The inverse of L Lᵀ, whole, row after row. */
export function inverseOf(factor: Float64Array, width: number): Float64Array {
  const inverse = new Float64Array(width * width)
  for (let j = 0; j < width; j++) {
    const column = inverse.subarray(j * width, (j + 1) * width)
    column[j] = 1
    solveWith(factor, width, column)
  }
  return inverse
}
