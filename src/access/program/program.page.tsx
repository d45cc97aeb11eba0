import { PublicLayout } from '../../ui/public-layout.tsx'
import { accessPaths } from '../paths.ts'
import { programWords } from './program.words.ts'

const words = programWords['en-GB']

/** Where the program can be had; `elsewhere` is an address the operator named. */
export function ProgramPage(props: { stylesheet: string; elsewhere: string | null }) {
  return (
    <PublicLayout title={words.title} heading={words.title} stylesheet={props.stylesheet}>
      <p>{words.what}</p>
      <p>{words.free}</p>
      {props.elsewhere === null ? (
        <p>
          <a href={accessPaths.programFile}>{words.get}</a>. {words.getHint}
        </p>
      ) : (
        <p>
          <a href={props.elsewhere} rel="noreferrer">
            {words.elsewhere}
          </a>
          . {words.elsewhereHint}
        </p>
      )}
    </PublicLayout>
  )
}
