import { StaffPage, type Frame } from '../../access/frame.tsx'
import type { Problem } from '../../ui/error-summary.tsx'
import { Buttons, ButtonLink, Form, Hidden, TextArea } from '../../ui/form.tsx'
import { Empty, Pager, Table } from '../../ui/table.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import { checkingWords } from './checking.words.ts'
import type { SourceSummary } from './doors.ts'
import { doorsWords } from './doors.words.ts'
import type { Recording } from './recordings.ts'
import { nameSource, sayMoment } from './say.page.tsx'

const words = doorsWords['en-GB']
const says = checkingWords['en-GB'].recordings

type About = { frame: Frame; exercise: { id: string; title: string }; source: SourceSummary }

/** Voice notes, films and pictures that came with a file. */
export function RecordingsPage(
  props: About & { recordings: readonly Recording[]; skip: number; hasMore: boolean },
) {
  const { source, skip, recordings } = props
  return (
    <StaffPage
      frame={props.frame}
      title={says.title}
      lead={says.lead}
      breadcrumbs={crumbsOf(props)}
      done={says.done}
    >
      {recordings.length === 0 ? (
        <Empty what={says.none} why={says.noneWhy} />
      ) : (
        <Table
          caption={says.title}
          captionUnseen
          columns={[{ label: says.what }, { label: says.who }, { label: says.when }, { label: says.state }]}
          rows={recordings.map((one) => [
            <a href={listeningPaths.recording(source.id, one.id)}>{sayWhat(one)}</a>,
            says.voice(one.voiceNumber),
            one.saidAt ? sayMoment(one.saidAt) : '',
            one.isTyped ? says.typed : says.notTyped,
          ])}
        />
      )}
      <Pager
        previous={
          skip > 0 ? { href: listeningPaths.recordings(source.id, Math.max(0, skip - 50)) } : undefined
        }
        next={
          props.hasMore ? { href: listeningPaths.recordings(source.id, skip + recordings.length) } : undefined
        }
      />
    </StaffPage>
  )
}

/** One of them: to hear or to see, and to write down. */
export function RecordingPage(
  props: About & {
    recording: Recording
    doesGo: boolean
    text?: string | undefined
    problems?: readonly Problem[] | undefined
  },
) {
  const { source, recording } = props
  return (
    <StaffPage
      frame={props.frame}
      title={sayWhat(recording)}
      lead={says.voice(recording.voiceNumber)}
      breadcrumbs={[...crumbsOf(props), { href: listeningPaths.recordings(source.id), label: says.title }]}
      problems={props.problems}
    >
      <Player recording={recording} />
      {recording.isTyped ? (
        <p>{says.typedAlready}</p>
      ) : (
        <Form action={listeningPaths.recording(source.id)}>
          <Hidden name="of" value={recording.id} />
          <TextArea
            name="words"
            label={recording.kind === 'image' ? says.writePicture : says.write}
            hint={props.doesGo ? says.goes : says.stays}
            rows={8}
            own
            value={props.text ?? ''}
            error={props.problems?.find((problem) => problem.field === 'words')?.sentence}
          />
          <Buttons primary={says.button}>
            <ButtonLink href={listeningPaths.recordings(source.id)}>{says.back}</ButtonLink>
          </Buttons>
        </Form>
      )}
    </StaffPage>
  )
}

function Player({ recording }: { recording: Recording }) {
  const file = listeningPaths.recordingFile(recording.sourceId, recording.id)
  if (recording.kind === 'image') return <img src={file} alt={says.pictureAlt} />
  if (recording.kind === 'video') return <video controls preload="metadata" src={file} />
  return <audio controls preload="metadata" src={file} />
}

function crumbsOf({ exercise, source }: About) {
  return [
    ...exerciseCrumbs(exercise, { href: listeningPaths.doors(exercise.id), label: words.title }),
    { href: listeningPaths.source(source.id), label: nameSource(source) },
  ]
}

function sayWhat({ kind, line }: Recording): string {
  return line === null ? says.kinds[kind] : `${says.kinds[kind]}, ${says.line(line)}`
}
