import { readFileSync } from 'node:fs'

const portNames = ['shell_port', 'control_port', 'stdin_port', 'iopub_port', 'hb_port'] as const

/** A Jupyter connection file: where the five sockets are, and the key that signs messages. */
export interface Connection {
  transport: 'tcp' | 'ipc'
  ip: string
  shell_port: number
  control_port: number
  stdin_port: number
  iopub_port: number
  hb_port: number
  key: string
  signature_scheme: string
}

function checkPort(file: string, name: string, value: unknown): void {
  if (Number.isInteger(value) && (value as number) > 0 && (value as number) < 65_536) return
  throw new Error(`Expected \`${name}\` in ${file} to be a port from 1 to 65535, found ${JSON.stringify(value)}.`)
}

/** Checks what a connection file holds. An empty key is taken only where the file says so itself. */
export function checkConnection(value: unknown, file: string): Connection {
  if (typeof value !== 'object' || value === null) throw new Error(`Expected ${file} to hold a JSON object.`)
  const found = value as Record<string, unknown>
  for (const name of portNames) checkPort(file, name, found[name])
  if (typeof found.key !== 'string') {
    throw new Error(
      `Expected \`key\` in ${file} to be a string, found ${typeof found.key}: write "key": "" to go without.`,
    )
  }
  const transport = found.transport ?? 'tcp'
  if (transport !== 'tcp' && transport !== 'ipc') {
    throw new Error(`Expected \`transport\` in ${file} to be tcp or ipc, found ${JSON.stringify(transport)}.`)
  }
  const ip = found.ip || '127.0.0.1'
  if (typeof ip !== 'string') throw new Error(`Expected \`ip\` in ${file} to be a string, found ${JSON.stringify(ip)}.`)
  const scheme = found.signature_scheme || 'hmac-sha256'
  return { ...(found as unknown as Connection), transport, ip, signature_scheme: String(scheme) }
}

export function readConnection(file: string): Connection {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Error(`Cannot read the connection file ${file}: start the kernel from Jupyter, which writes it.`, {
      cause,
    })
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new Error(`Expected ${file} to be JSON, found ${JSON.stringify(text.slice(0, 40))}.`, { cause })
  }
  return checkConnection(value, file)
}

/** The address to bind (or, for a client, to connect) one of the sockets. */
export function address(connection: Connection, port: (typeof portNames)[number]): string {
  const { transport, ip } = connection
  return transport === 'tcp' ? `tcp://${ip}:${connection[port]}` : `ipc://${ip}-${connection[port]}`
}
