import { accessPaths } from '../paths.ts'

/**
 * Where to go after signing in: an address of our own as it was asked for, or the first page of work for anything
 * else. What a browser would read as another site (`//there`, `/\there`, `https:`) is never given back.
 */
export function chooseWayBack(asked: string | null): string {
  if (!asked || asked.length > 2000 || !asked.startsWith('/')) return accessPaths.work
  const here = 'http://here.invalid'
  let url
  try {
    url = new URL(asked, here)
  } catch {
    return accessPaths.work
  }
  if (url.origin !== here || !/^\/(?![/\\])/.test(url.pathname)) return accessPaths.work
  return url.pathname + url.search
}
