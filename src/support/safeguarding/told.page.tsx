import { Empty } from '../../ui/table.tsx'
import { splitLines } from '../../ui/words.tsx'
import { SpacePage, type SpaceFrame } from '../frame.tsx'
import { safeguardingWords } from './safeguarding.words.ts'
import type { Told } from './told.ts'
import { toldWords } from './told.words.ts'

const words = toldWords['en-GB']
const { duties, withholdings } = safeguardingWords['en-GB']

export function ToldPage(props: { frame: SpaceFrame; told: readonly Told[] }) {
  return (
    <SpacePage frame={props.frame} heading={words.heading}>
      <p class="lead">{words.lead}</p>
      {props.told.length === 0 && <Empty what={words.none} why={words.noneWhy} />}
      {props.told.map((one) => (
        <OneTold told={one} />
      ))}
    </SpacePage>
  )
}

function OneTold({ told }: { told: Told }) {
  return (
    <section>
      <h2>{words.from(told.author, told.organisation, told.writtenAt)}</h2>
      <Part heading={words.duty} text={duties[told.duty]} />
      {told.account && <Part heading={words.happened} text={told.account.happened} />}
      <Part heading={words.why} text={told.why} />
      {told.account && <Part heading={words.acted} text={told.account.acted} />}
      {told.account && <Part heading={words.wish} text={told.account.wish} />}
      {told.kind === 'emergency' && <p>{words.opened}</p>}
      {told.withheld && <p>{words.withheld(withholdings[told.withheld])}</p>}
      <Part heading={words.told} text={told.told} />
      <p class="soft">
        {words.who} {words.kept(told.organisation, told.keptUntil)} {words.wrong}
      </p>
    </section>
  )
}

function Part(props: { heading: string; text: string }) {
  return (
    <>
      <h3>{props.heading}</h3>
      <p>{splitLines(props.text)}</p>
    </>
  )
}
