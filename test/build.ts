import { execFileSync } from 'node:child_process'

/** Tests of the program run what users run: the compiled JavaScript. */
export default function build(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
}
