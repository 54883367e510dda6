/** Whether the viewer still says anything: a browser reports of the pictures once a second (RTCP), and one whose line was cut does not. ICE notices half a minute later. */
const [SILENT_MS, LOOK_MS] = [3000, 500]

export interface Silence {
  heard(): void
  close(): void
}

/** @param changed with whether it is silent, from its first word on */
export function silence(changed: (silent: boolean) => void, now: () => number = () => performance.now()): Silence {
  let [last, silent]: [number | undefined, boolean] = [undefined, false]
  const looking = setInterval(() => {
    const is = last !== undefined && now() - last > SILENT_MS
    if (is === silent) return
    silent = is
    changed(is)
  }, LOOK_MS)
  return {
    heard() {
      last = now()
    },
    close: () => clearInterval(looking),
  }
}
