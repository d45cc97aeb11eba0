/** How far something has come, in words, read out when it changes. The page refreshes itself meanwhile. */
export function Progress({ sentence }: { sentence: string }) {
  return (
    <p class="progress" role="status" aria-live="polite">
      {sentence}
    </p>
  )
}
