import { statSync } from 'node:fs'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** These start the program, and take longest. */
const startPrograms = /\/test\/(?:verbs|torture|edges\/slack)/

/**
 * The longest files first, so that no core stands idle at the end; among the others size is a fair guess. The times of the last
 * run are not asked: in one order on every machine, a test that hangs on another shows.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const weight = ({ moduleId }: TestSpecification) =>
      statSync(moduleId).size + (startPrograms.test(moduleId) ? 1_000_000 : 0)
    return [...files].sort((a, b) => weight(b) - weight(a))
  }
}
