import { describe, expect, it } from 'vitest';
import { createResolver } from '#infra/local/resolve.ts';
import type { Json, JsonObject, Resource, Stack, Template } from '#infra/local/template.ts';

function resource(stack: string, logicalId: string, type: string): Resource {
  return { stack, logicalId, type, properties: {}, physicalId: `${stack}-${logicalId}` };
}

function stack(name: string, resources: readonly Resource[], outputs: JsonObject = {}): Stack {
  return {
    name,
    parameters: ['Origin'],
    outputs,
    resources: new Map(resources.map((r) => [r.logicalId, r])),
  };
}

const template: Template = {
  folder: '',
  bodies: new Map(),
  stacks: new Map(
    [
      stack(
        'kept',
        [
          resource('kept', 'Main', 'AWS::DynamoDB::Table'),
          resource('kept', 'Edge', 'AWS::SecretsManager::Secret'),
        ],
        {
          Exported: { Value: { 'Fn::GetAtt': ['Main', 'Arn'] }, Export: { Name: 'kept:MainArn' } },
          Secret: { Value: { Ref: 'Edge' }, Export: { Name: 'kept:Edge' } },
        },
      ),
      stack('replaced', [resource('replaced', 'Web', 'AWS::Lambda::Function')]),
    ].map((one) => [one.name, one]),
  ),
};
const resolver = createResolver(template, {
  parameters: { Origin: 'http://localhost:3000' },
  secretOf: (id) => `secret of ${id}`,
});
const resolve = (value: Json) => resolver.value('replaced', value);
const tableArn = 'arn:aws:dynamodb:eu-north-1:000000000000:table/kept-Main';

describe('values of the template', () => {
  it.each<[string, Json, Json]>([
    ['Ref to a parameter', { Ref: 'Origin' }, 'http://localhost:3000'],
    ['Ref to a resource', { Ref: 'Web' }, 'replaced-Web'],
    ['a pseudo parameter', { Ref: 'AWS::Region' }, 'eu-north-1'],
    ['the stack itself', { Ref: 'AWS::StackName' }, 'replaced'],
    [
      'an ARN',
      { 'Fn::GetAtt': ['Web', 'Arn'] },
      'arn:aws:lambda:eu-north-1:000000000000:function:replaced-Web',
    ],
    ['another stack', { 'Fn::ImportValue': 'kept:MainArn' }, tableArn],
    [
      'a join',
      { 'Fn::Join': ['/', [{ 'Fn::ImportValue': 'kept:MainArn' }, 'index', 'effective']] },
      `${tableArn}/index/effective`,
    ],
    [
      'a substitution',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's placeholders
      { 'Fn::Sub': 'x-${AWS::AccountId}-${Web.Arn}' },
      'x-000000000000-arn:aws:lambda:eu-north-1:000000000000:function:replaced-Web',
    ],
    [
      'a secret',
      {
        'Fn::Join': [
          '',
          ['{{resolve:secretsmanager:', { 'Fn::ImportValue': 'kept:Edge' }, ':SecretString:::}}'],
        ],
      },
      'secret of kept-Edge',
    ],
    ['nothing', { A: 1, B: { Ref: 'AWS::NoValue' } }, { A: 1 }],
    [
      'what is plain',
      { A: [true, null, { Ref: 'Web', other: 1 }] },
      { A: [true, null, { Ref: 'Web', other: 1 }] },
    ],
  ])('resolves %s', (_, value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  it.each<[string, Json, RegExp]>([
    ['an intrinsic it does not know', { 'Fn::Select': [0, ['a']] }, /Fn::Select is not known/],
    ['a condition', { Condition: 'IsProduction' }, /Condition is not known/],
    ['a parameter without a value', { Ref: 'Missing' }, /Missing, which has no value/],
    ['an attribute it does not know', { 'Fn::GetAtt': ['Web', 'Runtime'] }, /Web\.Runtime is not known/],
    ['an export that is not there', { 'Fn::ImportValue': 'kept:Other' }, /no stack exports/],
  ])('fails on %s', (_, value, message) => {
    expect(() => resolve(value)).toThrow(message);
  });
});
