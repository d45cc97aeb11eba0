import type { Runtime } from '../src/platform/runtime.ts'

export async function loadDemo(_runtime: Runtime, _print: (line: string) => void): Promise<void> {}
