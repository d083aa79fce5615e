export function CodingPage() {
  return null
}
