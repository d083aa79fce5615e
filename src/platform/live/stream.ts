import { Readable } from 'node:stream'

/** Why the server ends a stream: not allowed any more, too many of one person, or the server stops. */
export type EndReason = 'not_allowed' | 'replaced' | 'stopping'

/** Bytes that may wait for a client that does not read. News are small: who is this far behind has gone, or will ask anew. */
const mostWaiting = 256 * 1024

/**
 * One client's stream of server-sent events. What is written never waits: a client that does not keep up is dropped, and asks
 * for everything anew when it comes back.
 */
export class EventStream {
  readonly body = new Readable({ read: () => {}, highWaterMark: mostWaiting })

  /** Calls back once when the client has gone, was dropped or was ended. */
  onGone(gone: () => void): void {
    this.body.once('close', gone)
    // A client that vanishes is no fault of ours.
    this.body.on('error', () => {})
  }

  /** Sends an event; `data` is one line of JSON. `id` is what the client gives back when it comes again. */
  send(event: string, id: string, data: string): void {
    if (this.body.destroyed || this.body.readableEnded) return
    this.body.push(`event: ${event}\nid: ${id}\ndata: ${data}\n\n`)
    if (this.body.readableLength > mostWaiting) this.body.destroy()
  }

  /** Says why and ends; a client that does not read the end is cut off after half a second. */
  end(reason: EndReason): void {
    if (this.body.destroyed || this.body.readableEnded) return
    this.body.push(`event: end\ndata: ${JSON.stringify({ reason })}\n\n`)
    this.body.push(null)
    setTimeout(() => this.body.destroy(), 500).unref()
  }
}
