/**
 * Which TensorFlow wheel fits this system. Only the C++ library inside is used, which is the same for each Python, so one
 * wheel a system is enough, and its sum is known beforehand.
 */

export const tensorflowVersion = '2.21.0'

/**
 * @typedef {object} Wheel
 * @property {string} package on the Python package index
 * @property {string} platform pip's tag
 * @property {string} sha256
 * @property {number} megabytes to download
 * @property {[cc: string, framework: string]} libraries as TensorFlow names them
 * @property {[cc: string, framework: string]} links as the linker looks for them
 */

/** @type {Record<string, Wheel>} */
const wheels = {
  'linux-x64': {
    package: 'tensorflow-cpu',
    platform: 'manylinux_2_27_x86_64',
    sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
    megabytes: 274,
    libraries: ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'],
    links: ['libtensorflow.so', 'libtensorflow_framework.so'],
  },
  'linux-arm64': {
    package: 'tensorflow',
    platform: 'manylinux_2_27_aarch64',
    sha256: '4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c',
    megabytes: 270,
    libraries: ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'],
    links: ['libtensorflow.so', 'libtensorflow_framework.so'],
  },
  'darwin-arm64': {
    package: 'tensorflow',
    platform: 'macosx_12_0_arm64',
    sha256: '51f46f4806139d01fc7920cc72a4c75876f80649bf40ff083ab6212ceb43ca88',
    megabytes: 220,
    libraries: ['libtensorflow_cc.2.dylib', 'libtensorflow_framework.2.dylib'],
    links: ['libtensorflow.dylib', 'libtensorflow_framework.dylib'],
  },
}

/**
 * @param {string} [platform] as Node names it
 * @param {string} [arch]
 * @returns {Wheel | undefined}
 */
export function wheelFor(platform = process.platform, arch = process.arch) {
  return wheels[`${platform}-${arch}`]
}

/**
 * Arguments of pip that fetch this wheel and no other, whatever Python pip runs on. The sum is in the requirements file.
 * @param {Wheel} wheel
 * @param {{ into: string, requirements: string }} where
 */
export function downloadArguments(wheel, { into, requirements }) {
  const target = ['--python-version', '3.11', '--implementation', 'cp', '--abi', 'cp311', '--platform', wheel.platform]
  const quiet = ['--quiet', '--no-input', '--disable-pip-version-check', '--no-cache-dir', '--progress-bar', 'off']
  return [
    'download',
    ...quiet,
    '--no-deps',
    '--only-binary=:all:',
    ...target,
    '--require-hashes',
    '-r',
    requirements,
    '-d',
    into,
  ]
}

/** @param {Wheel} wheel */
export function requirement(wheel) {
  return `${wheel.package}==${tensorflowVersion} --hash=sha256:${wheel.sha256}\n`
}
