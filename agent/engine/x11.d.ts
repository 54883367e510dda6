/** What we use of the package `x11`, which comes without types: requests of the core protocol; extensions say theirs where they are used. */
declare module 'x11' {
  export interface XEvent {
    name: string
    [field: string]: unknown
  }
  type Reply<T> = (error: Error | null | undefined, value: T) => void
  export interface XClient {
    on(event: 'event', listener: (event: XEvent) => void): void
    on(event: 'error', listener: (error: Error) => void): void
    on(event: 'end', listener: () => void): void
    AllocID(): number
    CreateWindow(
      id: number,
      parent: number,
      x: number,
      y: number,
      width: number,
      height: number,
      border: number,
      depth: number,
      kind: number,
      visual: number,
      values: object,
    ): void
    GetGeometry(drawable: number, reply: Reply<{ width: number; height: number }>): void
    ChangeWindowAttributes(window: number, values: object): void
    MapWindow(window: number): void
    SetInputFocus(window: number, revertTo: number): void
    CreateGC(id: number, drawable: number, values: object): void
    ChangeGC(id: number, values: object): void
    PolyFillRectangle(drawable: number, gc: number, rectangles: readonly number[]): void
    InternAtom(onlyIfExists: boolean, name: string, reply: Reply<number>): void
    GetKeyboardMapping(first: number, count: number, reply: Reply<number[][]>): void
    ChangeKeyboardMapping(first: number, perCode: number, symbols: readonly number[]): void
    GetProperty(
      remove: number,
      window: number,
      name: number,
      type: number,
      offset: number,
      words: number,
      reply: Reply<{ type: number; format: number; bytesAfter: number; data: Buffer }>,
    ): void
    ChangeProperty(mode: number, window: number, name: number, type: number, format: number, data: Buffer | readonly number[]): void
    SetSelectionOwner(owner: number, selection: number, time: number): void
    ConvertSelection(requestor: number, selection: number, target: number, property: number, time: number): void
    SendEvent(destination: number, propagate: number, mask: number, event: object): void
    require(extension: string, done: Reply<object>): void
    terminate(): void
  }
  export interface Display {
    client: XClient
    min_keycode: number
    max_keycode: number
    screen: { root: number; root_visual: number; pixel_width: number; pixel_height: number }[]
  }
  export function createClient(options: { display: string }, done: Reply<Display>): XClient
}
