import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('site.css', import.meta.url), 'utf8')

describe('the stylesheet', () => {
  test('weighs at most 5.5 kB gzipped', () => {
    expect(gzipSync(css).length).toBeLessThanOrEqual(5_500)
  })

  test('asks no other host and no other file for anything', () => {
    expect(css).not.toMatch(/url\(|@import|@font-face|image-set\(/)
  })

  test('sets people’s words in the serif and all else in the sans', () => {
    expect(css).toMatch(/\.own \{[^}]*var\(--serif\)/)
    expect(css).toMatch(/\.quote blockquote \{[^}]*var\(--serif\)/)
    expect(css).toMatch(/\nbody \{[^}]*var\(--sans\)/)
    expect(css).toMatch(/\.edited \{[^}]*var\(--sans\)/)
  })

  test('lets people’s words run the way they are written, and turn nothing of ours around', () => {
    expect(css).toMatch(/^\.own \{[^}]*unicode-bidi: plaintext/m)
  })
})

describe.each([
  ['light', readColours(/^:root \{([^}]*)\}/m)],
  ['dark', readColours(/@media \(prefers-color-scheme: dark\) \{\s*:root \{([^}]*)\}/)],
])('contrast in %s', (_, colours) => {
  test.each([
    ['ink', 'paper'],
    ['ink', 'sheet'],
    ['soft', 'paper'],
    ['green', 'paper'],
    ['wrong', 'paper'],
    ['on-green', 'green'],
    ['on-ochre', 'ochre'],
  ])('%s on %s is at least 7:1', (text, ground) => {
    expect(measureContrast(colours(text), colours(ground))).toBeGreaterThanOrEqual(7)
  })

  test.each([
    ['line', 'paper'],
    ['line', 'sheet'],
    ['ochre-line', 'paper'],
    ['ochre-line', 'ochre'],
    ['wrong', 'sheet'],
  ])('the line of %s on %s is at least 3:1', (line, ground) => {
    expect(measureContrast(colours(line), colours(ground))).toBeGreaterThanOrEqual(3)
  })
})

function readColours(block: RegExp): (name: string) => string {
  const text = block.exec(css)?.[1] ?? ''
  return (name) => {
    const value = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(text)?.[1]
    if (value === undefined) throw new Error(`the stylesheet has no colour --${name} in ${block.source}`)
    return value
  }
}

/** Contrast ratio by WCAG 2.2's formula, 1 to 21, of two `#rrggbb` colours. */
function measureContrast(one: string, other: string): number {
  const [dark, light] = [measureLuminance(one), measureLuminance(other)].sort((a, b) => a - b)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

function measureLuminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
