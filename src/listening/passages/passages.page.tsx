import { StaffPage, type Frame } from '../../access/frame.tsx'
import { Edited, PersonWords } from '../../ui/words.tsx'
import { Empty, Pager, Table } from '../../ui/table.tsx'
import { nameDoor } from '../doors/say.page.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import type { ListedPassage, PassageList, Which } from './passages-list.ts'
import { passagesWords } from './passages.words.ts'

const words = passagesWords['en-GB']

/** Every passage of an exercise: how it stands, and its reading once two people passed it. Never a verbatim. */
export function PassagesPage({
  frame,
  exercise,
  list,
  canReview,
}: {
  frame: Frame
  exercise: { id: string; title: string }
  list: PassageList
  canReview: boolean
}) {
  const address = listeningPaths.passages(exercise.id)
  return (
    <StaffPage frame={frame} title={words.title} lead={words.lead} breadcrumbs={exerciseCrumbs(exercise)}>
      {canReview && (
        <p>
          <a href={listeningPaths.review(exercise.id)}>{words.review}</a>
        </p>
      )}
      <nav class="pager" aria-label={words.filters}>
        {(['all', 'waiting', 'reviewed'] as const).map((which) => (
          <a href={addressOf(address, which)} aria-current={which === list.which ? 'page' : undefined}>
            {words[which]}
          </a>
        ))}
      </nav>
      {list.passages.length === 0 ? (
        <Empty what={words.empty[list.which]} why={list.which === 'all' ? words.emptyWhy : undefined} />
      ) : (
        <>
          {list.passages.some((passage) => passage.standing === 'facilitator') && (
            <p class="soft">{words.facilitators}</p>
          )}
          <Table
            caption={words.caption}
            captionUnseen
            columns={[
              { label: words.number },
              { label: words.from },
              { label: words.state },
              { label: words.reading },
            ]}
            rows={list.passages.map((passage) => [
              words.passage(passage.number),
              sayFrom(passage),
              words.states[passage.standing],
              passage.reading === null ? '' : <Reading pieces={passage.reading} />,
            ])}
          />
        </>
      )}
      <Pager
        next={
          list.nextAfter === null
            ? undefined
            : {
                href: `${addressOf(address, list.which)}${list.which === 'all' ? '?' : '&'}after=${list.nextAfter}`,
              }
        }
      />
    </StaffPage>
  )
}

function Reading({ pieces }: { pieces: NonNullable<ListedPassage['reading']> }) {
  return (
    <PersonWords as="div">
      {pieces.map((piece) => (piece.isEdited ? <Edited>{piece.text}</Edited> : piece.text))}
    </PersonWords>
  )
}

function addressOf(address: string, which: Which): string {
  return which === 'all' ? address : `${address}?which=${which}`
}

/** The door, and for whoever may know it the voice and the time. */
function sayFrom(passage: ListedPassage): string {
  const door = nameDoor(passage.door)
  if (passage.voiceNumber === null) return door
  return [words.voice(passage.voiceNumber), door, sayWhen(passage.saidAt)].join(', ')
}

/** A local date and time as the file gave it, or a place in a recording, in words. */
function sayWhen(saidAt: string | null): string {
  if (saidAt === null) return words.unknownTime
  const offset = /^(\d+):(\d{2}):(\d{2})/.exec(saidAt)
  if (offset) return words.inRecording(Number(offset[1]), Number(offset[2]), Number(offset[3]))
  const date = new Date(`${saidAt.slice(0, 19)}Z`)
  if (Number.isNaN(date.getTime())) return saidAt
  const isDay = !saidAt.includes('T')
  return new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    ...(isDay ? {} : { timeStyle: 'short' as const }),
    timeZone: 'UTC',
  }).format(date)
}
