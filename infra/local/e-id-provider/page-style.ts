/** The test e-ID's own look: striped and plain, so that nobody takes it for the service or for a real e-ID. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #20222a; --paper: #fbfaf7; --line: #75777f; --accent: #4b2d7f; --on: #fff; --bad: #a1161f }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f1eff5; --paper: #1b1a20; --line: #9a98a3; --accent: #cdb8f5; --on: #1b1a20; --bad: #ffb3b0 }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif }
header { padding: 1rem 0; border-bottom: .5rem solid; border-image: repeating-linear-gradient(135deg, var(--accent) 0 .75rem, transparent .75rem 1.5rem) 8 }
header p { max-width: 44rem; margin: 0 auto; padding: 0 1rem }
a { color: inherit }
.label { font-weight: 700; font-size: 1.25rem }
main { max-width: 44rem; margin: 0 auto; padding: 1rem 1rem 4rem }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 1rem 0 }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem }
h3 { font-size: 1.0625rem; margin: 1.5rem 0 .5rem }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem; grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr)) }
li button { height: 100% }
button { display: block; font: inherit; width: 100%; min-height: 3rem; padding: .5rem 1rem; text-align: start; border: 2px solid var(--line); border-radius: .375rem; background: transparent; color: inherit; cursor: pointer }
button:hover { border-color: var(--accent) }
button span { display: block }
button .name { font-weight: 600 }
.primary { background: var(--accent); border-color: var(--accent); color: var(--on); text-align: center; font-weight: 600 }
label { display: block; font-weight: 600 }
input { display: block; font: inherit; width: 100%; max-width: 20rem; min-height: 3rem; padding: .5rem; border: 2px solid var(--line); border-radius: .375rem; background: transparent; color: inherit }
input[aria-invalid] { border-color: var(--bad) }
.hint, .fault { margin: 0 0 .5rem }
.fault { color: var(--bad); font-weight: 600 }
.summary { border: 3px solid var(--bad); padding: 1rem; border-radius: .375rem }
.summary * { margin: 0 }
.cancel { text-align: center }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px }
form .primary, form > button { margin-top: 1rem; max-width: 20rem }
`;
