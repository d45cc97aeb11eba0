import { Telephone } from '../../ui/telephone.tsx'
import { inDangerWords } from './in-danger.words.ts'
import type { HelpLine } from './organisation.ts'

const words = inDangerWords['en-GB']

/** Nobody is watching, and whom to ring instead. */
export function InDanger(props: { lines: readonly HelpLine[] }) {
  if (props.lines.length === 0) return <p>{words.noLines}</p>
  return (
    <>
      <p>
        <strong>{words.danger}</strong>
      </p>
      <ul>
        {props.lines.map((line) => (
          <li>
            {line.name}: <Telephone number={line.number} />
            {line.when && <span class="soft"> ({line.when})</span>}
          </li>
        ))}
      </ul>
    </>
  )
}

/** The same in two lines, so that the box comes soon on a small screen; the whole list stands at the end. */
export function InDangerBriefly(props: { lines: readonly HelpLine[] }) {
  if (props.lines.length === 0) return <p>{words.noLines}</p>
  return (
    <p>
      <strong>{words.danger}</strong>{' '}
      {props.lines.map((line, index) => (
        <>
          {index > 0 && ', '}
          <Telephone number={line.number} /> ({line.name})
        </>
      ))}
      .
    </p>
  )
}
