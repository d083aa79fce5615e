import { setFlagsFromString } from 'node:v8'

/**
 * Lets the youngest part of the heap stay small. V8 sizes it for machines with much memory and few processes: a server
 * that makes many short-lived objects then holds twice what it needs (measured: 419 MB against 228 MB for the same work,
 * at the same speed).
 */
export function keepMemorySmall(): void {
  setFlagsFromString('--max-semi-space-size=8')
  setFlagsFromString('--semi-space-growth-factor=1')
}
