import type { Invoked } from './function-pool.ts';
import { nextTime } from './next-time.ts';
import type { Resolver } from './resolve.ts';
import { isObject, resourcesOf, type Template } from './template.ts';

export interface LocalSchedule {
  readonly functionName: string;
  readonly expression: string;
  readonly timeZone: string;
  readonly input: unknown;
}

export function readSchedules(template: Template, resolver: Resolver): LocalSchedule[] {
  return resourcesOf(template, 'AWS::Scheduler::Schedule').map((schedule) => {
    const { ScheduleExpression, ScheduleExpressionTimezone, Target } = resolver.properties(schedule);
    const target = isObject(Target) ? Target : {};
    return {
      functionName: String(target.Arn).split(':function:').at(-1) ?? '',
      expression: String(ScheduleExpression),
      timeZone: String(ScheduleExpressionTimezone ?? 'UTC'),
      input: JSON.parse(String(target.Input ?? '{}')),
    };
  });
}

/** Starts functions when they are due. The function itself prints what went wrong. */
export function startSchedules(
  schedules: readonly LocalSchedule[],
  invoke: (functionName: string, event: unknown) => Promise<Invoked>,
) {
  const timers = new Map<LocalSchedule, NodeJS.Timeout>();
  const plan = (schedule: LocalSchedule) => {
    const due = nextTime(schedule.expression, schedule.timeZone, new Date());
    const timer = setTimeout(() => {
      void invoke(schedule.functionName, schedule.input);
      plan(schedule);
    }, due.getTime() - Date.now());
    timers.set(schedule, timer);
  };
  for (const schedule of schedules) plan(schedule);
  return {
    stop: () => {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
