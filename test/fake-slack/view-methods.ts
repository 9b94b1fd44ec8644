import type { Json } from './json.ts'
import { checkedView, neededArg, Refusal, said, structureArg, textArg } from './refusal.ts'
import type { Method } from './web-api.ts'
import { appId, botId, team, type View } from './world.ts'

export const viewMethods: Record<string, Method> = {
  'views.open': {
    run: (args, { world, triggers }) => {
      const content = checkedView(structureArg(args, 'view'), 'modal')
      const trigger = triggers.use(neededArg(args, 'trigger_id'))
      if (typeof trigger === 'string') throw triggerRefusal(trigger)
      const { member, interaction } = trigger
      return { view: viewJson(world.show({ type: 'modal', member, content }, interaction)) }
    },
  },
  'views.update': {
    run: (args, { world }) => {
      const content = checkedView(structureArg(args, 'view'), 'modal')
      const id = textArg(args, 'view_id')
      const externalId = textArg(args, 'external_id')
      const view = [...world.views.values()].find(
        (each) => each.id === id || (externalId !== undefined && each.content.external_id === externalId),
      )
      if (view?.type !== 'modal') throw new Refusal('not_found')
      checkHash(textArg(args, 'hash'), view)
      return { view: viewJson(world.show({ ...view, content })) }
    },
  },
  'views.publish': {
    run: (args, { world }) => {
      const content = checkedView(structureArg(args, 'view'), 'home')
      const member = world.members.get(neededArg(args, 'user_id'))
      if (!member) throw new Refusal('user_not_found')
      const old = world.home(member.id)
      checkHash(textArg(args, 'hash'), old)
      const view = world.show({ ...(old && { id: old.id }), type: 'home', member: member.id, content })
      return { view: viewJson(view) }
    },
  },
}

function triggerRefusal(trouble: 'expired' | 'used' | 'unknown'): Refusal {
  if (trouble === 'unknown') return new Refusal('invalid_arguments', said('invalid `trigger_id`'))
  return new Refusal(trouble === 'expired' ? 'expired_trigger_id' : 'exchanged_trigger_id')
}

function checkHash(hash: string | undefined, view: View | undefined): void {
  if (hash !== undefined && hash !== view?.hash) throw new Refusal('hash_conflict')
}

/** A view as the Web API and the payloads give it. */
export function viewJson({ id, hash, content, type }: View): Json {
  return {
    private_metadata: '',
    callback_id: '',
    external_id: '',
    ...content,
    id,
    type,
    hash,
    team_id: team,
    app_id: appId,
    bot_id: botId,
    root_view_id: id,
    previous_view_id: null,
    state: { values: {} },
  }
}
