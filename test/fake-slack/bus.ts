/** Tells everybody who waits that something changed. */
export interface Bus {
  changed(): void
  /**
   * What `condition` gives as soon as it is neither undefined nor false; looked at now and after every change, never by the
   * clock. Rejects past `deadline` milliseconds, saying what was waited for and what happened last.
   */
  until<T>(condition: () => T | undefined | false, what: string, deadline?: number): Promise<T>
}

export function makeBus(describe: () => string): Bus {
  const waiting = new Set<() => void>()
  return {
    changed: () => {
      for (const look of [...waiting]) look()
    },
    until: <T>(condition: () => T | undefined | false, what: string, deadline = 5_000) =>
      new Promise<T>((resolve, reject) => {
        const stop = () => {
          waiting.delete(look)
          clearTimeout(timer)
        }
        const look = () => {
          try {
            const found = condition()
            if (found === undefined || found === false) return
            stop()
            resolve(found)
          } catch (error) {
            stop()
            reject(error)
          }
        }
        const timer = setTimeout(() => {
          stop()
          reject(new Error(`Waited ${deadline} ms for ${what}.\n${describe()}`))
        }, deadline)
        waiting.add(look)
        look()
      }),
  }
}
