import { StaffLayout } from '../../ui/staff-layout.tsx'
import { Buttons, DateField, TextArea } from '../../ui/form.tsx'
import { supportPaths } from '../paths.ts'
import { offlineWords } from './offline.words.ts'

const words = offlineWords['en-GB']

/**
 * The same for every coach and at every visit, because it may lie on a phone: no name, no organisation. What a script finds
 * fills it in.
 */
export function WritePage(props: { stylesheet: string; script: string; publicKey: string; family: string }) {
  return (
    <StaffLayout
      title={words.title}
      heading={words.heading}
      lead={words.lead}
      breadcrumbs={[{ href: supportPaths.today, label: words.back }]}
      stylesheet={props.stylesheet}
      script={props.script}
    >
      <div data-without="">
        <p>{words.without}</p>
        <p>{words.withoutWay}</p>
      </div>
      <div hidden data-refused="">
        <p role="alert">{words.refused}</p>
        <p>{words.withoutWay}</p>
      </div>
      <div hidden data-write="" data-key={props.publicKey} data-family={props.family}>
        <div hidden data-lost="">
          <p class="notice" role="alert" />
          <Buttons>
            <button type="button" class="button plain">
              {words.read}
            </button>
          </Buttons>
        </div>
        <p role="status" data-said="" />
        <section data-list="">
          <h2>{words.whom}</h2>
          <ul class="lines" />
          <div hidden data-none="">
            <p>{words.noPeople}</p>
            <p class="soft">{words.noPeopleWhy}</p>
          </div>
        </section>
        <form hidden data-note="" noValidate>
          <h2 class="own" tabindex={-1} />
          <TextArea name="words" label={words.words} hint={words.wordsHint} rows={8} autocomplete="off" />
          <DateField name="day" label={words.day} hint={words.dayHint} />
          <p>{words.before}</p>
          <p class="soft">
            {words.typing} {words.privately}
          </p>
          <Buttons primary={words.save}>
            <button type="button" class="button quiet">
              {words.other}
            </button>
          </Buttons>
        </form>
        <p>
          <span data-waiting="" /> <span data-standing="" />{' '}
          <a hidden data-sign-in="" href={`/sign-in?back=${encodeURIComponent(supportPaths.write)}`}>
            {words.signIn}
          </a>
        </p>
        <p hidden data-staying="" />
        <section data-phone="">
          <h2>{words.onPhone}</h2>
          <div hidden data-keep="">
            <p>{words.keepLead}</p>
            <Buttons>
              <button type="button" class="button plain">
                {words.keep}
              </button>
            </Buttons>
          </div>
          <div hidden data-kept="">
            <p>{words.keptLead}</p>
            <Buttons>
              <button type="button" class="button plain">
                {words.remove}
              </button>
            </Buttons>
          </div>
        </section>
      </div>
    </StaffLayout>
  )
}
