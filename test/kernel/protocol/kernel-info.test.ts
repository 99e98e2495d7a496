import { expect, test } from 'vitest'
import type { Kernel, Request } from '../../../kernel/protocol/kernel.ts'
import { kernelInfo, kernelInfoRequest } from '../../../kernel/protocol/kernel-info.ts'

const versions = { gradlab: '1.2.3', typescript: '7.0.0' }

test('what front ends need to know of the kernel and its language', () => {
  const info = kernelInfo(versions)
  expect(info).toMatchObject({
    status: 'ok',
    protocol_version: '5.5',
    implementation: 'gradlab',
    implementation_version: '1.2.3',
    language_info: { name: 'typescript', version: '7.0.0', mimetype: 'text/typescript', file_extension: '.ts' },
    banner: `gradlab 1.2.3: TypeScript 7.0.0 on Node ${process.versions.node}`,
    debugger: true,
    supported_features: ['debugger'],
  })
  for (const { text, url } of info.help_links as { text: string; url: string }[]) {
    expect(text).not.toBe('')
    expect(new URL(url).protocol).toBe('https:')
  }
})

test('the reply names the versions of the kernel that was asked', async () => {
  expect(await kernelInfoRequest({ versions } as Kernel, {} as Request)).toEqual(kernelInfo(versions))
})
