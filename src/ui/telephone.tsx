/** A number to ring: whole on its line, a thumb's height, and a phone rings it. */
export function Telephone({ number }: { number: string }) {
  return (
    <a class="tel" href={`tel:${number.replace(/[^+\d]/g, '')}`}>
      {number}
    </a>
  )
}
