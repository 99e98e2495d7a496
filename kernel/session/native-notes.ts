/**
 * What native libraries note on file descriptor 2 although nothing is wrong. TensorFlow's level of logging
 * (`TF_CPP_MIN_LOG_LEVEL`) does not reach what is logged while the library loads: on processors for which oneDNN is
 * switched on it then says so, whatever the level (tensorflow/tensorflow#100442). Only errors belong in a notebook.
 */

/** Abseil's preamble to the first line that is logged before a program has set logging up. */
const preamble = 'WARNING: All log messages before absl::InitializeLog() is called are written to STDERR'

/** A line of Abseil's log of severity INFO: date, time, thread, file and line. */
const note = /^I\d{4} \d\d:\d\d:\d+\.\d+ +\d+ [\w./-]+:\d+\] /

const isNote = (line: string) => line === preamble || note.test(line)

/** An unfinished line that may still turn out to be a note. */
const mayBecomeNote = (rest: string) =>
  rest !== '' && (preamble.startsWith(rest) || /^I(\d{0,4}|\d{4} (\d.*)?)$/.test(rest))

/** A filter for one stream: takes chunks as they come and gives back what is to be shown. `end` gives back what was held. */
export function withoutNotes(): (chunk: string, end?: boolean) => string {
  let held = ''
  let inLine = false
  return (chunk, end = false) => {
    const lines = (held + chunk).split('\n')
    held = ''
    let shown = ''
    for (const [k, line] of lines.entries()) {
      const finished = k < lines.length - 1
      if (!finished && !end && !inLine && mayBecomeNote(line)) held = line
      else if (inLine || !isNote(line)) shown += finished ? `${line}\n` : line
      inLine = finished ? false : inLine || (line !== '' && !held)
    }
    return shown
  }
}
