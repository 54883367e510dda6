/** Chat with the person at the computer, without a page around it. */
import { CHAT_CHARS, readChat } from '../../protocol/chat.ts'

export interface Chat {
  /** What is longer than a line may be is cut. */
  say(text: string): void
}

export function chat(channel: RTCDataChannel, heard: (text: string) => void): Chat {
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const line = readChat(data)
    if (line) heard(line.text)
  })
  return {
    say(text) {
      const cut = text.trim().slice(0, CHAT_CHARS)
      if (cut !== '' && channel.readyState === 'open') channel.send(JSON.stringify({ text: cut }))
    },
  }
}
