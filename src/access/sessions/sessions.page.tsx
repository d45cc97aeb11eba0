import { Button, Buttons, Choices, Form } from '../../ui/form.tsx'
import { Table } from '../../ui/table.tsx'
import { StaffPage, type Frame } from '../frame.tsx'
import { accessPaths } from '../paths.ts'
import type { Sitting, Who } from './sessions.ts'
import { sessionsWords } from './sessions.words.ts'

const words = sessionsWords['en-GB']

export function SessionsPage({
  frame,
  who,
  sittings,
}: {
  frame: Frame
  who: Who
  sittings: readonly Sitting[]
}) {
  return (
    <StaffPage frame={frame} title={words.title} lead={words.lead} done={words.done}>
      <Table
        caption={words.caption}
        captionUnseen
        columns={[
          { label: words.which },
          { label: words.since },
          { label: words.lastSeen },
          { label: words.action, unseen: true },
        ]}
        rows={sittings.map((sitting) => [
          sitting.isThisOne ? words.thisOne : words.otherOne,
          words.when(sitting.since),
          words.when(sitting.lastSeen),
          sitting.isThisOne ? <span class="soft">{words.endThis}</span> : <EndForm sitting={sitting} />,
        ])}
      />
      {sittings.length > 1 && (
        <Form action={accessPaths.endOtherSessions}>
          <Buttons>
            <Button>{words.endOthers}</Button>
          </Buttons>
        </Form>
      )}
      <p>
        <a href={accessPaths.passkeys}>{words.passkeys}</a>
      </p>
      {who.organisations.length > 1 && <OrganisationForm who={who} />}
    </StaffPage>
  )
}

function EndForm({ sitting }: { sitting: Sitting }) {
  return (
    <Form action={accessPaths.endSession(sitting.id)}>
      <Button about={words.endAbout(words.when(sitting.since))}>{words.end}</Button>
    </Form>
  )
}

function OrganisationForm({ who }: { who: Who }) {
  return (
    <section aria-labelledby="organisations">
      <h2 id="organisations">{words.organisations}</h2>
      <Form action={accessPaths.changeOrganisation}>
        <Choices
          name="organisation"
          label={words.organisation}
          value={who.tenantId}
          options={who.organisations.map(({ tenantId, name }) => ({ value: tenantId, label: name }))}
        />
        <Buttons>
          <Button>{words.change}</Button>
        </Buttons>
      </Form>
    </section>
  )
}
