/** Says whether this Node will do. Old syntax on purpose: an old Node must get as far as the sentence. */

/**
 * @param {string} version "v20.1.0"
 * @param {string} platform as Node names it
 * @returns {string | undefined} what is wrong, and what to do
 */
export function nodeProblem(version, platform) {
  if (platform === 'win32') {
    return 'gradlab runs on Linux and macOS, found Windows. Install WSL (`wsl --install`) and clone the repository inside it.'
  }
  var major = Number(version.replace(/^v/, '').split('.')[0])
  if (major >= 20) return undefined
  return (
    'Expected Node.js 20 or later, found ' +
    version +
    '. Install a current one (nodejs.org; `nvm install 22`; `brew install node`) and run the same command again.'
  )
}
