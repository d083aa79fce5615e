import { connectImap, type ImapAccount } from '../imap/connect.ts'

export type MailboxFound = { messages: number; unread: number; folders: string[]; tells: boolean }

/**
 * Connects to a mailbox as it would be read, changes nothing, and tells what is there.
 * @throws MailboxTrouble
 */
export async function testMailbox(account: ImapAccount): Promise<MailboxFound> {
  const client = await connectImap(account)
  try {
    const { messages = 0, unseen = 0 } = (await client.status(account.folder, { messages: true, unseen: true })) || {}
    const folders = (await client.list()).map(({ path }) => path).slice(0, 200)
    return { messages, unread: unseen, folders, tells: client.capabilities.has('IDLE') }
  } finally {
    client.close()
  }
}
