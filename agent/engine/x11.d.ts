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
    /** What is given last here and below answers for an error by saying true. */
    ChangeWindowAttributes(window: number, values: object, failed?: () => boolean): void
    MapWindow(id: number): void
    DestroyWindow(id: number): void
    ConfigureWindow(id: number, values: object): void
    SetInputFocus(window: number, revertTo: number): void
    CreateGC(id: number, drawable: number, values: object): void
    ChangeGC(id: number, values: object): void
    PolyFillRectangle(drawable: number, context: number, rectangles: readonly number[]): void
    PutImage(
      format: number,
      drawable: number,
      context: number,
      width: number,
      height: number,
      x: number,
      y: number,
      leftPad: number,
      depth: number,
      data: Buffer,
    ): void
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
    ChangeProperty(
      mode: number,
      window: number,
      name: number,
      type: number,
      format: number,
      data: Buffer | readonly number[],
      failed?: () => boolean,
    ): void
    SetSelectionOwner(owner: number, selection: number, time: number): void
    ConvertSelection(requestor: number, selection: number, target: number, property: number, time: number): void
    SendEvent(destination: number, propagate: number, mask: number, event: object, failed?: () => boolean): void
    require(extension: string, done: Reply<object>): void
    /** For requests that the package does not have: what is put goes out, and its reply is found by the number. */
    seq_num: number
    pack_stream: { put(request: Buffer): void; submit(expectsReply?: boolean): void }
    replies: { [number: number]: [unpack: (data: Buffer) => number, reply: Reply<number>] }
    terminate(): void
  }
  export interface Display {
    client: XClient
    min_keycode: number
    max_keycode: number
    screen: { root: number; root_visual: number; root_depth: number; pixel_width: number; pixel_height: number }[]
  }
  export function createClient(options: { display: string }, done: Reply<Display>): XClient
}
