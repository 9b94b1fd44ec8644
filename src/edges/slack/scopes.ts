/** What the program asks for at least, and what fails without it; the manifests are held against it. */
export const scopesNeeded: Readonly<Record<string, string>> = {
  'app_mentions:read': 'mentions do not arrive',
  'assistant:write': 'the questions that are offered in the conversation with the app do not fit the moment',
  'channels:read': 'shared channels cannot be told, so nothing is recorded from public channels',
  'chat:write': 'nothing can be posted',
  commands: 'slash commands do not arrive',
  'files:write': 'exports are shown as text and not handed over as files',
  'groups:read': 'shared channels cannot be told, so nothing is recorded from private channels',
  'im:history': 'direct messages do not arrive',
  'im:write':
    "a direct message whose answer is lost cannot be looked for; nor can the app's own be told from other people's, so commands there may be shown U only and refused",
  'users:read':
    'guests cannot be told from members, so everybody is shown U only, and only who was given a role records',
}

/** Those that are missing, each with what fails without it; for the operator. */
export function scopesLacking(granted: readonly string[]): string[] {
  return Object.entries(scopesNeeded)
    .filter(([scope]) => !granted.includes(scope))
    .map(([scope, loss]) => `${scope} (${loss})`)
}
