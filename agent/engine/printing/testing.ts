/** What a print server sends of a job, made by hand: RFC 8010 §3.1, with the attributes that it must have. */
import { operations } from './ipp.ts'

const [OPERATION_GROUP, END, NAME] = [0x01, 0x03, 0x42]

export function request(operation: number, texts: Readonly<Record<string, string>>, data: Buffer | string = ''): Buffer {
  const head = Buffer.from([2, 0, operation >> 8, operation & 0xff, 0, 0, 0, 7])
  const sized = (text: string) => {
    const bytes = Buffer.from(text)
    return [Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]
  }
  const attributes = Object.entries(texts).flatMap(([name, value]) => [Buffer.from([NAME]), ...sized(name), ...sized(value)])
  return Buffer.concat([head, Buffer.from([OPERATION_GROUP]), ...attributes, Buffer.from([END]), Buffer.from(data)])
}

export const printJob = (data: Buffer | string, name = '12 - paper'): Buffer => request(operations['Print-Job'], { 'job-name': name }, data)
