/**
 * Line drawings beside words, never instead of them: hidden from screen readers, drawn in the colour and
 * size of the text they stand in.
 */
function Icon({ path }: { path: string }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={path} />
    </svg>
  )
}

export function ArrowLeftIcon() {
  return <Icon path="M20 12H5m6-6-6 6 6 6" />
}

export function ArrowRightIcon() {
  return <Icon path="M4 12h15m-6-6 6 6-6 6" />
}

export function TickIcon() {
  return <Icon path="m5 12.5 4.5 4.5L19 7" />
}
