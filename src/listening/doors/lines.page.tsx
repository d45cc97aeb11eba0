import { StaffPage, type Frame } from '../../access/frame.tsx'
import { Button, Form, Hidden, Select } from '../../ui/form.tsx'
import { Empty, Pager, Table } from '../../ui/table.tsx'
import { PersonWords } from '../../ui/words.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import type { Kind, OpenLine, OpenWords } from './checking.ts'
import { checkingWords } from './checking.words.ts'
import type { SourceSpeaker, SourceSummary } from './doors.ts'
import { doorsWords } from './doors.words.ts'
import { nameSource, sayMoment } from './say.page.tsx'

const words = doorsWords['en-GB']
const says = checkingWords['en-GB']

/** Where a button was pressed, so that its answer leads back to the same place. */
export type From = { page: 'source' | Kind; skip: number }

/** Words, or lines that were not taken for words, page by page. */
export function LinesPage(props: {
  frame: Frame
  exercise: { id: string; title: string }
  source: SourceSummary
  kind: Kind
  skip: number
  lines: readonly OpenLine[]
  words: readonly OpenWords[]
  speakers: readonly SourceSpeaker[]
  hasMore: boolean
}) {
  const { source, kind, skip, lines } = props
  const from: From = { page: kind, skip }
  const count = lines.length + props.words.length
  return (
    <StaffPage
      frame={props.frame}
      title={says.show[kind]}
      lead={says.leads[kind]}
      breadcrumbs={[
        ...exerciseCrumbs(props.exercise, {
          href: listeningPaths.doors(props.exercise.id),
          label: words.title,
        }),
        { href: listeningPaths.source(source.id), label: nameSource(source) },
      ]}
      done={says.done}
    >
      {count === 0 && <Empty what={words.source.none} />}
      {lines.length > 0 && (
        <LineTable
          source={source}
          lines={lines}
          caption={says.show[kind]}
          from={from}
          speakers={props.speakers}
        />
      )}
      {props.words.length > 0 && <WordTable source={source} passages={props.words} from={from} />}
      <Pager
        previous={
          skip > 0 ? { href: listeningPaths.sourceLines(source.id, kind, Math.max(0, skip - 50)) } : undefined
        }
        next={props.hasMore ? { href: listeningPaths.sourceLines(source.id, kind, skip + count) } : undefined}
      />
      <p>
        <a href={listeningPaths.source(source.id)}>{says.back}</a>
      </p>
    </StaffPage>
  )
}

export function LineTable(props: {
  source: SourceSummary
  lines: readonly OpenLine[]
  caption: string
  from: From
  speakers?: readonly SourceSpeaker[] | undefined
}) {
  return (
    <Table
      caption={props.caption}
      captionUnseen
      columns={[
        { label: says.columns.text },
        { label: says.columns.line, figures: true },
        { label: says.columns.why },
        { label: says.columns.move, unseen: true },
      ]}
      rows={props.lines.map((line) => [
        line.text === null ? (
          <span class="soft">{words.source.shut}</span>
        ) : (
          <PersonWords as="span">{shorten(line.text)}</PersonWords>
        ),
        line.line.toLocaleString('en-GB'),
        sayWhy(line),
        line.text !== null && (
          <Form action={listeningPaths.lineIsWords(props.source.id)}>
            <Hidden name="line" value={line.id} />
            <FromFields from={props.from} />
            {line.label === null && props.speakers !== undefined && (
              <Select
                name="voice"
                id={`voice-${line.id}`}
                label={says.whose}
                empty={says.nobodyNamed}
                options={props.speakers.map((speaker) => ({
                  value: speaker.voiceId,
                  label: [says.voice(speaker.voiceNumber), ...speaker.labels].join(', '),
                }))}
              />
            )}
            <Button kind="quiet" about={says.ofLine(line.line)}>
              {says.isWords}
            </Button>
          </Form>
        ),
      ])}
    />
  )
}

function WordTable(props: { source: SourceSummary; passages: readonly OpenWords[]; from: From }) {
  return (
    <Table
      caption={says.show.words}
      captionUnseen
      columns={[
        { label: says.columns.text },
        { label: says.columns.line, figures: true },
        { label: says.columns.who },
        { label: says.columns.move, unseen: true },
      ]}
      rows={props.passages.map((passage) => [
        <>
          {passage.context && <span class="soft">{shorten(passage.context)} </span>}
          <PersonWords as="span">{shorten(passage.text)}</PersonWords>
        </>,
        passage.line?.toLocaleString('en-GB') ?? '',
        [
          passage.label ?? says.voice(passage.voiceNumber),
          ...(passage.saidAt ? [sayMoment(passage.saidAt)] : []),
        ].join(' · '),
        <Form action={listeningPaths.passageIsNotice(props.source.id)}>
          <Hidden name="passage" value={passage.id} />
          <FromFields from={props.from} />
          <Button kind="quiet" about={says.ofLine(passage.line ?? 0)}>
            {says.isNotice}
          </Button>
        </Form>,
      ])}
    />
  )
}

function FromFields({ from }: { from: From }) {
  return (
    <>
      <Hidden name="from" value={from.page} />
      <Hidden name="skip" value={String(from.skip)} />
    </>
  )
}

function sayWhy(line: OpenLine): string {
  const reason =
    line.reason === 'listener'
      ? says.listener
      : line.reason
        ? words.source.reasons[line.reason as keyof typeof words.source.reasons]
        : ''
  return [reason, ...(line.label ? [says.ofLabel(line.label)] : [])].filter(Boolean).join(' · ')
}

function shorten(text: string): string {
  return text.length > 600 ? `${text.slice(0, 600)}…` : text
}
