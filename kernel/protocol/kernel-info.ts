import type { Content } from '../wire/message.ts'
import { protocolVersion } from '../wire/message.ts'
import type { Kernel, Request } from './kernel.ts'

/** Versions that `kernel_info` names; read from the packages at build-up, so that nothing can go stale. */
export interface Versions {
  gradlab: string
  typescript: string
}

const links = [
  { text: 'The TypeScript handbook', url: 'https://www.typescriptlang.org/docs/handbook/intro.html' },
  { text: 'TensorFlow.js', url: 'https://js.tensorflow.org/api/latest/' },
  { text: 'Plotly', url: 'https://plotly.com/javascript/' },
]

export function kernelInfo(versions: Versions): Content {
  return {
    status: 'ok',
    protocol_version: protocolVersion,
    implementation: 'gradlab',
    implementation_version: versions.gradlab,
    language_info: {
      name: 'typescript',
      version: versions.typescript,
      mimetype: 'text/typescript',
      file_extension: '.ts',
      pygments_lexer: 'typescript',
      codemirror_mode: 'typescript',
      nbconvert_exporter: 'script',
    },
    banner: `gradlab ${versions.gradlab}: TypeScript ${versions.typescript} on Node ${process.versions.node}`,
    help_links: links,
    debugger: true,
    supported_features: ['debugger'],
  }
}

export async function kernelInfoRequest(kernel: Kernel, _request: Request): Promise<Content> {
  return kernelInfo(kernel.versions)
}
