import type { Goal } from '../goals/goals.ts'
import { SaidWords } from '../goals/said.page.tsx'
import type { Invitation } from '../invitations/invitations.ts'
import { SpacePage, type SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import { WhenBack } from '../leaving/leaving.page.tsx'
import { leavingWords } from '../leaving/leaving.words.ts'
import type { Newest } from '../conversations/conversations.ts'
import { NewestLine } from '../conversations/lines.page.tsx'
import { AskToday } from '../today/asked.page.tsx'
import type { AskedHere } from '../today/asked.ts'
import { askedWords } from '../today/asked.words.ts'
import type { Leaving } from '../leaving/moving-on.ts'
import { toldWords } from '../safeguarding/told.words.ts'
import type { Asking } from '../spaces/sessions.ts'
import { AskedForWords } from '../ways/recovery.page.tsx'
import { homeWords } from './home.words.ts'

const words = homeWords['en-GB']
const leavingSays = leavingWords['en-GB']

export function SpaceHomePage(props: {
  frame: SpaceFrame
  name: string
  goals: readonly Goal[]
  invitations: readonly Invitation[]
  /** What they want today, who sees it, and what binds its forms to this page. */
  asked: readonly AskedHere[]
  readers: readonly string[]
  sending: string
  newest: Newest | null
  leaving: Leaving
  asking: Asking
  /** Somebody had to write something down, and they were told. */
  hasTold: boolean
}) {
  const { frame, asked, readers } = props
  // With nobody let in there is nobody to say it to.
  const canAsk = asked.length > 0 || readers.length > 0
  return (
    <SpacePage
      frame={frame}
      heading={words.heading(props.name)}
      done={{ ...askedWords['en-GB'].done, ...leavingSays.done }}
      isHome
    >
      <AskedForWords asking={props.asking} />
      <WhenBack leaving={props.leaving} />
      {!props.leaving.movingOn && <p class="lead">{words.lead}</p>}
      {!props.leaving.movingOn && canAsk && (
        <AskToday asked={asked} readers={readers} sending={props.sending} />
      )}
      <h2>
        <a href={supportPaths.goals}>{words.goals}</a>
      </h2>
      {props.goals.length === 0 ? (
        <p>{words.goalsNone}</p>
      ) : (
        props.goals.map((goal) => <SaidWords said={goal.said} />)
      )}
      <h2>
        <a href={supportPaths.conversations}>{words.conversations}</a>
      </h2>
      <NewestLine newest={props.newest} />
      <h2>
        <a href={supportPaths.keeping}>{words.hardDays}</a>
      </h2>
      <p>{words.hardDaysLine}</p>
      <h2>
        <a href={supportPaths.invitations}>{words.people}</a>
      </h2>
      <p>{sayWho(props.invitations)}</p>
      <h2>
        <a href={supportPaths.looks}>{words.looks}</a>
      </h2>
      <p>{words.looksLine}</p>
      {props.hasTold && (
        <>
          <h2>
            <a href={supportPaths.written}>{toldWords['en-GB'].home}</a>
          </h2>
          <p>{toldWords['en-GB'].homeLine}</p>
        </>
      )}
      <h2>
        <a href={supportPaths.keys}>{words.keys}</a>
      </h2>
      <p>{words.keysLine}</p>
      <h2>
        <a href={supportPaths.leaving}>{leavingSays.heading}</a>
      </h2>
      <p>{leavingSays.homeLine}</p>
      {frame.host.isHousing && <p>{words.housing(frame.host.name)}</p>}
    </SpacePage>
  )
}

function sayWho(invitations: readonly Invitation[]): string {
  const open = invitations.filter((one) => one.state === 'open').map((one) => one.coach!.name)
  const isOver = invitations.some((one) => one.state === 'over')
  const nobody = invitations.length === 0 ? words.peopleNone : words.peopleNow
  return [open.length > 0 ? words.peopleOpen(open) : nobody, ...(isOver ? [words.over] : [])].join(' ')
}
