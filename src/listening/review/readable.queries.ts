import { sql, type RawBuilder } from 'kysely'

/**
 * Lets through only rows whose words this account may read and that are a contributor's: `view passage_state` says the same.
 * `row` has `tenant_id`, `contribution_id` and `number`. What a contribution says is asked once, however many of its passages pass by.
 */
export function readable(
  row: 'e' | 'p',
  exerciseId: string,
): { join: RawBuilder<unknown>; number: RawBuilder<boolean> } {
  const of = sql.ref(row)
  return {
    join: sql`cross join lateral (
      select from contribution c
      join source s on s.tenant_id = c.tenant_id and s.id = c.source_id
      join voice v on v.tenant_id = c.tenant_id and v.id = c.voice_id
      where c.tenant_id = ${of}.tenant_id and c.id = ${of}.contribution_id and not c.is_held and s.state = 'shown'
        and v.part = 'contributor' and (
          select a.answer from consent_event a
          where a.tenant_id = v.tenant_id and a.voice_id = v.id and a.use = 'read'
          order by a.at desc, a.id desc limit 1)
      limit 1) readable`,
    number: sql<boolean>`${of}.number > (
      select coalesce(max(w.up_to), -1) from scope.shut_words() w where w.exercise_id = ${exerciseId}::uuid)`,
  }
}
