import { UsageError } from './program.ts'

const text = `Attaché answers, records and reports on counternarcotics benchmarks.

attache start                          work with it; without Slack keys, a rehearsal in this terminal
attache run [options] -- "LINE"        one line in, the answer out
    --now WHEN                         today, a day (09:00 in ATTACHE_TIMEZONE) or an instant with offset
    --member M  --channel C            who asks, and where; without --channel, the terminal
    --json  --blocks  --markdown       the answer as data, as Slack blocks, as Markdown
attache ingest [options] FILE|FOLDER   take documents in: .txt, .md, .html, .docx, .pdf
    --dry-run                          say what would be understood; keep nothing
    --as "09 STATE 32018"              the label one document is cited by
attache parse [options] < FILE          what each sentence would be recorded as, a JSON line each; records nothing
    --now WHEN  --country CC           the day it is read on; the country it is about, e.g. PE
attache validate [FOLDER]              check the data folder: file:line, what, what to do
attache roll COUNTRY CYCLE --from OLD  write a new cycle's file to edit, e.g. roll peru FY2027 --from FY2010
attache nudges --from D --until D      print what the nudges would be, both days included; send nothing
    --json                             the same as data
attache import FILE [--dry-run]        record past entries from a CSV file; --dry-run shows each row's reading
attache export reportcard COUNTRY ...   write a report card to files; as of DATE, a cycle
    --docx F  --csv F  --json F  --md F  at least one; --csv writes the entries beside, F-entries.csv
    --now WHEN                         as run has it
attache purge L-142 --because "WHY"    after a spill: take the text of an entry, a document ("26 LIMA 77"), a place
                                       of one ("26 LIMA 77 para 3") or alias "WORDS" off the disk; a tombstone stays
attache audit [verify [N:HASH]]        who did what; verify: whether any of it was altered or taken out
attache doctor                         what is well, what is not, and what to do about it; exit 1 when broken
attache backup FILE                    copy the store while it is in use
attache restore FILE                   put a backup in its place; what was there is kept beside it
attache help, attache version

Settings come from the environment or .env; .env.example lists them all.
`

/** All of it, or what is said of one verb. */
export async function runVerb([verb]: string[]): Promise<number> {
  if (verb === undefined) process.stdout.write(text)
  else process.stdout.write(linesOf(verb))
  return 0
}

function linesOf(verb: string): string {
  const lines = text.split(/\n(?=attache )/).find((one) => one.split(/[ ,\n]/)[1] === verb)
  if (lines === undefined) throw new UsageError(`there is no verb "${verb}"`)
  return `${lines}\n`
}
