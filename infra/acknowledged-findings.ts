import { type App, Validations } from 'aws-cdk-lib';

interface Acknowledged {
  /** End of the path of the constructs it is on, below the stack. */
  readonly path: RegExp;
  /** Rule of cdk-nag's AwsSolutions pack. */
  readonly rule: string;
  readonly reason: string;
}

/** Findings that stand, each with its reason. */
export const acknowledged: readonly Acknowledged[] = [
  {
    path: /-stateless\/Api\/Route [^/]+$/,
    rule: 'APIG4',
    reason:
      'Sessions are opaque tokens that functions check against the sessions table, route by route, by the contract ' +
      "table's `access`; an authorizer would add a call to each request and know less. A test asserts each route.",
  },
  {
    path: /-stateless\/(Streams|Schedules)\/DeadLetters\/Resource$/,
    rule: 'SQS3',
    reason:
      'These are the dead-letter queues themselves; the alarm dead-letters tells when one holds a message.',
  },
  {
    path: /-stateful\/EdgeSecret\/Resource$/,
    rule: 'SMG4',
    reason:
      'CloudFront and the functions get the secret at deployment, so rotating it is a deployment (ADR 9); rotating ' +
      'it in between would shut the service.',
  },
  {
    path: /-edge\/Assets\/Resource$/,
    rule: 'S1',
    reason: 'The bucket holds public files of the build and is read by the distribution alone.',
  },
  {
    path: /-edge\/Distribution\/Resource$/,
    rule: 'CFR3',
    reason:
      'Standard logs keep query strings and addresses of people who look for care. The API logs route, status and ' +
      'time of each request without them; the firewall counts what it refuses.',
  },
  {
    path: /-edge\/Distribution\/Resource$/,
    rule: 'CFR1',
    reason: 'A person may choose a care unit from wherever she or he is.',
  },
];

/** Tells cdk-nag what is meant. An entry that meets nothing fails: nothing is excused for reasons long gone. */
export function acknowledge(app: App): void {
  const constructs = app.node.findAll();
  for (const { path, rule, reason } of acknowledged) {
    const met = constructs.filter(({ node }) => path.test(node.path));
    if (met.length === 0) throw new Error(`acknowledged-findings.ts: nothing has the path ${path}`);
    for (const construct of met) {
      Validations.of(construct).acknowledge({ id: `AwsSolutions::AwsSolutions-${rule}`, reason });
    }
  }
}
