import { Button, Form, Hidden } from '../../ui/form.tsx'
import { listeningPaths } from '../paths.ts'
import { publicationsWords } from '../publications/publications.words.ts'
import { standingWords } from './standing.words.ts'

const words = standingWords['en-GB']
const { date } = publicationsWords['en-GB']

/** What stands in public of a series, as the series page is given it. */
export type ShownStanding = {
  mending: readonly { wisdomId: string; number: number; lostLead: boolean }[]
  folders: readonly {
    id: string
    number: number
    path: string | null
    writtenAt: Date
    state: 'current' | 'due' | 'missed'
  }[]
  figures: { voices: number; checkedOn: string } | null
  next: string
}

/** Wisdoms that lost a quote: before everything else on the page of their series. */
export function ToMend(props: { seriesId: string; standing: ShownStanding; canMend: boolean }) {
  const { mending } = props.standing
  if (mending.length === 0) return null
  return (
    <section id="to-mend">
      <h2>{words.mendingHeading}</h2>
      <p>{words.mendingLead}</p>
      <ul>
        {mending.map((wisdom) => (
          <li>
            {words.lost(wisdom.number, wisdom.lostLead)}
            {props.canMend && (
              <Form action={listeningPaths.mended(props.seriesId)}>
                <Hidden name="wisdom" value={wisdom.wisdomId} />
                <div class="buttons">
                  <a href={listeningPaths.wisdom(wisdom.wisdomId)}>{words.open}</a>
                  <Button kind="quiet" about={words.about(wisdom.number)}>
                    {words.mended}
                  </Button>
                </div>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The public numbers until the next rebuild, and the folders a series was written to. */
export function InPublic(props: { seriesId: string; standing: ShownStanding; canForget: boolean }) {
  const { figures, folders, next } = props.standing
  return (
    <>
      {figures && (
        <section>
          <h2>{words.heading}</h2>
          <p>
            {words.figures(figures.voices, date(figures.checkedOn))} {words.next(date(next))}
          </p>
        </section>
      )}
      {folders.length > 0 && (
        <section id="folders">
          <h2>{words.foldersHeading}</h2>
          <p class="soft">{words.foldersLead}</p>
          <ul>
            {folders.map((folder) => (
              <li>
                {words.folder(folder.number, folder.path)}
                <br />
                <span class={folder.state === 'missed' ? 'error' : 'soft'}>
                  {words.folderState[folder.state](date(folder.writtenAt.toISOString().slice(0, 10)))}
                </span>
                {props.canForget && (
                  <Form action={listeningPaths.folderGone(props.seriesId)}>
                    <Hidden name="folder" value={folder.id} />
                    <Button kind="quiet" about={words.aboutFolder(folder.number)}>
                      {words.gone}
                    </Button>
                  </Form>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
