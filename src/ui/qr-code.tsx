import qrcode from 'qrcode-generator'

/** Of one square, on a screen: whole, so that its sides are sharp. */
const pixels = 5
/** The light edge without which a camera does not see where the code begins. */
const edge = 4

/**
 * A QR code that is sharp at any size, on a screen and on paper, and dark on light in dark mode too. `label` says to
 * people who cannot see it what it is for; print the words themselves near it for people without a camera.
 */
export function QrCode({ words, label }: { words: string; label: string }) {
  const code = qrcode(0, 'M')
  // The library takes a string of bytes.
  code.addData(String.fromCharCode(...new TextEncoder().encode(words)), 'Byte')
  code.make()
  const size = code.getModuleCount() + 2 * edge
  return (
    <svg
      class="qr-code"
      role="img"
      aria-label={label}
      width={size * pixels}
      height={size * pixels}
      viewBox={`0 0 ${size} ${size}`}
      shape-rendering="crispEdges"
    >
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={darkOf(code)} />
    </svg>
  )
}

/** Every dark stretch of a row as one box. */
function darkOf(code: ReturnType<typeof qrcode>): string {
  const count = code.getModuleCount()
  let path = ''
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      const start = column
      while (column < count && code.isDark(row, column)) column += 1
      if (column > start) path += `M${start + edge} ${row + edge}h${column - start}v1h-${column - start}z`
    }
  }
  return path
}
