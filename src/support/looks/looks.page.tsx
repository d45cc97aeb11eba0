import { Empty } from '../../ui/table.tsx'
import { SpacePage, type SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import type { Look } from './looks.ts'
import { looksWords } from './looks.words.ts'

const words = looksWords['en-GB']

export function LooksPage(props: { frame: SpaceFrame; looks: readonly Look[]; next: string | null }) {
  return (
    <SpacePage frame={props.frame} heading={words.heading}>
      <p class="lead">{words.lead}</p>
      {props.looks.length === 0 ? (
        <Empty what={words.none} why={words.noneWhy} />
      ) : (
        <ul class="lines">
          {props.looks.map((look) => (
            <li>
              {sayLook(look)}
              <br />
              <span class="soft">{words.when(look.at)}</span>
            </li>
          ))}
        </ul>
      )}
      <p class="soft">{words.waits}</p>
      {props.next && (
        <p>
          <a href={`${supportPaths.looks}?before=${props.next}`}>{words.older}</a>
        </p>
      )}
    </SpacePage>
  )
}

function sayLook(look: Look): string {
  const line = words.line({ ...look, room: words.rooms[look.room], isAll: look.room === 'space' })
  return `${line} ${words.why[look.why]}`
}
