import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { address, checkConnection, readConnection } from '../../../kernel/wire/connection.ts'

const folder = mkdtempSync(join(tmpdir(), 'gradlab-connection-'))
afterAll(() => rmSync(folder, { recursive: true }))

const good = { shell_port: 1, control_port: 2, stdin_port: 3, iopub_port: 4, hb_port: 5, key: 'k' }

test('reads a connection file; what may be left out has its default', () => {
  const file = join(folder, 'good.json')
  writeFileSync(file, JSON.stringify(good))
  expect(readConnection(file)).toEqual({ ...good, transport: 'tcp', ip: '127.0.0.1', signature_scheme: 'hmac-sha256' })
})

test('an address for TCP and for IPC', () => {
  expect(address(checkConnection(good, 'f'), 'iopub_port')).toBe('tcp://127.0.0.1:4')
  expect(address(checkConnection({ ...good, transport: 'ipc', ip: '/tmp/k' }, 'f'), 'hb_port')).toBe('ipc:///tmp/k-5')
})

test('runs without a key only where the file says so itself', () => {
  const { key: _, ...keyless } = good
  expect(() => checkConnection(keyless, 'f.json')).toThrow('Expected `key` in f.json to be a string, found undefined')
  expect(checkConnection({ ...good, key: '' }, 'f.json').key).toBe('')
})

test('says what is wrong with a file', () => {
  expect(() => readConnection(join(folder, 'none.json'))).toThrow('Cannot read the connection file')
  const bad = join(folder, 'bad.json')
  writeFileSync(bad, 'not json')
  expect(() => readConnection(bad)).toThrow('Expected')
  expect(() => checkConnection([], 'f')).toThrow('shell_port')
  expect(() => checkConnection(null, 'f')).toThrow('JSON object')
  expect(() => checkConnection({ ...good, hb_port: 70000 }, 'f')).toThrow('Expected `hb_port` in f to be a port')
  expect(() => checkConnection({ ...good, transport: 'udp' }, 'f')).toThrow('tcp or ipc, found "udp"')
  expect(() => checkConnection({ ...good, ip: 7 }, 'f')).toThrow('Expected `ip`')
})
